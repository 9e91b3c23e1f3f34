// Certificates and keys with which mail to this person is sealed, and storing one.

import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useStoreKey } from "~/api/people";
import { asProblem } from "~/api/problem";
import type { MailKey, Patient } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Section } from "~/parts/Page";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { methodWords } from "~/words/reasons";
import { day } from "~/words/time";
import classes from "./People.module.css";

const words = w.people.keys;

function KeyForm({ id, onClose }: { id: string; onClose: () => void }) {
  const [kind, setKind] = useState<MailKey["kind"]>("smime");
  const [material, setMaterial] = useState("");
  const store = useStoreKey(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store.mutate({ kind, material }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {store.error && (
          <Text c="var(--stop)" role="alert">
            {asProblem(store.error).message}
          </Text>
        )}
        <Segments
          aria-label={words.kind}
          value={kind}
          onChange={(value) => setKind(value as MailKey["kind"])}
          data={[
            { value: "smime", label: words.certificate },
            { value: "openpgp", label: words.openpgp },
          ]}
        />
        <Textarea
          label={kind === "smime" ? words.pem : words.armored}
          required
          rows={8}
          classNames={{ input: classes.material }}
          value={material}
          spellCheck={false}
          onChange={(event) => setMaterial(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {w.parts.cancel}
          </Button>
          <Button type="submit" loading={store.isPending}>
            {words.storeThis}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function MailKeys({ patient }: { patient: Patient }) {
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title={words.title}
      aside={
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          {words.store}
        </Button>
      }
    >
      {patient.keys.length === 0 && <Text c="dimmed">{words.none}</Text>}
      <ul className={classes.plain}>
        {patient.keys.map((key) => (
          <li key={key.fingerprint}>
            <div>
              <code>{key.fingerprint.slice(0, 24)}</code>
              <p>{key.expires_at ? words.until(day(key.expires_at)) : words.forEver}</p>
            </div>
            <Mark tone="protected">{methodWords(key.kind)}</Mark>
          </li>
        ))}
      </ul>
      <Modal opened={asking} onClose={() => setAsking(false)} title={words.store} size="lg">
        <KeyForm id={patient.id} onClose={() => setAsking(false)} />
      </Modal>
    </Section>
  );
}
