// What this person agreed to, and writing down a new wish.

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useGiveConsent } from "~/api/people";
import { asProblem } from "~/api/problem";
import type { Authorization, Consent, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { plainCode } from "~/words/reasons";
import { day } from "~/words/time";
import classes from "./People.module.css";

const words = w.people.consent;

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
          label={words.topic}
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
        <Segments
          aria-label={words.wish}
          value={wish}
          onChange={setWish}
          data={[
            { value: "yes", label: words.wants },
            { value: "no", label: words.wantsNot },
          ]}
        />
        <TextInput
          label={words.how}
          placeholder={words.example}
          required
          minLength={3}
          maxLength={500}
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {w.parts.cancel}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {words.write}
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
      <p>{words.given(consent.channel, day(consent.at), consent.evidence)}</p>
    </div>
    {consent.granted ? <Mark tone="good">{words.agreed}</Mark> : <Mark tone="stop">{words.declined}</Mark>}
  </li>
);

const AuthorizationRow = ({ authorization }: { authorization: Authorization }) => (
  <li>
    <div>
      {plainCode(authorization.scope)}
      <p>{words.authorization(day(authorization.signed_at), day(authorization.expires_at))}</p>
    </div>
    {authorization.revoked_at ? (
      <Mark tone="stop">{words.withdrawn}</Mark>
    ) : (
      <Mark tone="good">{words.inForce}</Mark>
    )}
  </li>
);

export function Consents({ patient }: { patient: Patient }) {
  const [asking, setAsking] = useState(false);
  const topics = [...new Set(patient.consents.map((consent) => consent.topic))];
  const nothing = patient.consents.length + patient.authorizations.length === 0;
  return (
    <Section
      title={words.title}
      aside={
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          {words.writeOne}
        </Button>
      }
    >
      {nothing && <Text c="dimmed">{words.none}</Text>}
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
      <Modal opened={asking} onClose={() => setAsking(false)} title={words.ask}>
        <ConsentForm id={patient.id} topics={topics} onClose={() => setAsking(false)} />
      </Modal>
    </Section>
  );
}
