// What this person agreed to, and writing down a new wish.
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useGiveConsent } from "~/api/people";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { Authorization, Consent, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { plainCode } from "~/words/reasons";
import { day } from "~/words/time";
import classes from "./People.module.css";

function ConsentForm({ id, topics, onClose }: { id: string; topics: string[]; onClose: () => void }) {
  const [topic, setTopic] = useState(topics[0] ?? "");
  const [wish, setWish] = useState("no");
  const [evidence, setEvidence] = useState("");
  const give = useGiveConsent(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(
      { topic: topic.trim(), granted: wish === "yes", evidence: evidence.trim() },
      { onSuccess: onClose },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {give.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(give.error).message}
          </Text>
        )}
        <TextInput
          label="About which topic?"
          required
          list="consent-topics"
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <datalist id="consent-topics">
          {topics.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        <SegmentedControl
          aria-label="Their wish"
          value={wish}
          onChange={setWish}
          data={[
            { value: "yes", label: "They want this mail" },
            { value: "no", label: "They do not want it" },
          ]}
        />
        <TextInput
          label="How do you know?"
          placeholder="Said so at the front desk"
          required
          minLength={3}
          maxLength={500}
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={give.isPending}>
            Write down their wish
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const ConsentRow = ({ consent }: { consent: Consent }) => (
  <li>
    <div>
      {plainCode(consent.topic)}
      <p>
        by {consent.channel}, since {day(consent.at)}
        {consent.evidence && `, ${consent.evidence}`}
      </p>
    </div>
    {consent.granted ? <Mark tone="good">agreed</Mark> : <Mark tone="stop">declined</Mark>}
  </li>
);

const AuthorizationRow = ({ authorization }: { authorization: Authorization }) => (
  <li>
    <div>
      {plainCode(authorization.scope)}
      <p>
        written authorization
        {`, since ${day(authorization.signed_at)}`}
        {authorization.expires_at && `, until ${day(authorization.expires_at)}`}
      </p>
    </div>
    {authorization.revoked_at ? <Mark tone="stop">withdrawn</Mark> : <Mark tone="good">in force</Mark>}
  </li>
);

export function Consents({ patient }: { patient: Patient }) {
  const [asking, setAsking] = useState(false);
  const operator = useMay("operator");
  const topics = [...new Set(patient.consents.map((consent) => consent.topic))];
  const nothing = patient.consents.length + patient.authorizations.length === 0;
  return (
    <Section
      title="Consent"
      aside={
        operator && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
            Write down a wish
          </Button>
        )
      }
    >
      {nothing && <Text c="dimmed">No wish is on record; the defaults of your organisation hold.</Text>}
      <ul className={classes.plain}>
        {patient.consents.map((consent) => (
          <ConsentRow key={`${consent.topic}${consent.channel}${consent.at}`} consent={consent} />
        ))}
        {patient.authorizations.map((authorization) => (
          <AuthorizationRow
            key={`${authorization.scope}${authorization.signed_at}`}
            authorization={authorization}
          />
        ))}
      </ul>
      <Modal opened={asking} onClose={() => setAsking(false)} title="What do they wish?">
        <ConsentForm id={patient.id} topics={topics} onClose={() => setAsking(false)} />
      </Modal>
    </Section>
  );
}
