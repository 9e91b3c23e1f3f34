// Before anything is in force: what changes, who is inside and what becomes of them, whose word it needs.
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { type DraftPlan, type Inside, usePlan } from "~/api/drafts";
import { asProblem } from "~/api/problem";
import type { JourneyDetail } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useDesigner } from "../store";
import { Approvals } from "./Approvals";
import { ChangeList } from "./ChangeList";
import { Entries } from "./Entries";
import { NotYet } from "./NotYet";
import { PeopleInside } from "./PeopleInside";
import classes from "./Publishing.module.css";
import { usePublishing } from "./usePublishing";

interface Props {
  journey: JourneyDetail;
  onClose: () => void;
  /** Somebody changed the journey meanwhile: theirs comes in first. */
  onTakeIn: () => void;
}

interface Planning extends Props {
  /** Which number the planned version has. */
  onNumber: (number: number) => void;
}

/** Against a text that is not the latest, what the other changed would look like something to be undone. */
function Behind({ onClose, onTakeIn }: Omit<Props, "journey">) {
  const words = w.drafts.publish;
  return (
    <Stack>
      <Alert color="yellow" icon={<IconGitMerge size={18} aria-hidden />} title={w.drafts.behind}>
        {words.behindText}
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.keep}
        </Button>
        <Button onClick={onTakeIn} data-autofocus>
          {w.drafts.takeIn}
        </Button>
      </Group>
    </Stack>
  );
}

function Parts({
  journey,
  plan,
  inside,
  onInside,
  note,
}: {
  journey: JourneyDetail;
  plan: DraftPlan;
  inside: Inside;
  onInside: (inside: Inside) => void;
  note: string;
}) {
  const words = w.drafts.publish;
  const change = plan.plan.difference.journeys?.find(({ slug }) => slug === journey.slug) ?? null;
  const entries = plan.plan.difference.entries ?? [];
  const scenarios = useDrafting().draft?.changed.includes("scenarios.yaml") ?? false;
  return (
    <>
      <section className={classes.part}>
        <h3>{words.changes}</h3>
        {(change || !scenarios) && <ChangeList change={change} />}
        {scenarios && (
          <Text fz={13} pt="xs">
            {words.scenarios}
          </Text>
        )}
      </section>
      {entries.length > 0 && (
        <section className={classes.part}>
          <h3>{words.alsoDocuments}</h3>
          <Text fz={13} pb="xs">
            {words.alsoDocumentsText} <Link href="/settings">{words.toSettings}</Link>
          </Text>
          <Entries entries={entries} />
        </section>
      )}
      <section className={classes.part}>
        <h3>{words.inside}</h3>
        <PeopleInside slug={journey.slug} plan={plan} inside={inside} onInside={onInside} />
      </section>
      {plan.approvals.length > 0 && (
        <section className={classes.part}>
          <h3>{words.approvals}</h3>
          <Approvals slug={journey.slug} needed={plan.approvals} note={note} />
        </section>
      )}
    </>
  );
}

/** It comes after the dialog, which had only its cross to give the keyboard to. */
function Note({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      ref={field}
      label={w.drafts.publish.note}
      placeholder={w.drafts.publish.notePlaceholder}
      value={note}
      onChange={(event) => onNote(event.currentTarget.value)}
      maxLength={200}
    />
  );
}

function Plan({ journey, onClose, onTakeIn, onNumber }: Planning) {
  const words = w.drafts.publish;
  const [inside, setInside] = useState<Inside>("stay");
  const [note, setNote] = useState("");
  const planned = usePlan(journey.slug, inside);
  const { publish, send } = usePublishing(journey, onClose);
  const number = planned.data?.number;
  useEffect(() => {
    if (number !== undefined) onNumber(number);
  }, [number, onNumber]);
  if (planned.isError && !planned.data)
    return <NotYet error={planned.error} again={() => void planned.refetch()} onClose={onClose} />;
  if (!planned.data) return <Rows rows={4} />;
  const plan = planned.data;
  if (plan.behind.length > 0) return <Behind onClose={onClose} onTakeIn={onTakeIn} />;
  const open = plan.approvals.some(({ state }) => state !== "approved");
  const stuck = open || plan.plan.refusals.length > 0 || planned.isPlaceholderData;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!stuck) send(plan, inside, note);
  };
  const again = () => {
    publish.reset();
    void planned.refetch();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Note note={note} onNote={setNote} />
        <Parts journey={journey} plan={plan} inside={inside} onInside={setInside} note={note} />
        {publish.error && (
          <Text role="alert" c="var(--stop)">
            <b>{asProblem(publish.error).title}.</b> {asProblem(publish.error).detail}
          </Text>
        )}
        {plan.commits && (
          <Text c="dimmed" fz={13}>
            {words.commits}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={publish.error ? again : onClose}>
            {publish.error ? words.again : words.keep}
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={stuck}>
            {words.button(plan.number)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The plan is of what is saved, so what is not saved yet is saved first. */
export function PublishDialog({ journey, onClose, onTakeIn }: Props) {
  useFocusBack();
  const { flush, draft } = useDrafting();
  const { document } = useDesigner();
  const title = document?.title || journey.title;
  const behind = draft !== null && draft.revision > 0 && draft.behind.length > 0;
  // Of this plan: the journey may be a version further while the dialog still waits for the answer.
  const [number, setNumber] = useState(journey.version_number + 1);
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    flush().then(() => setReady(true), setError);
  }, [flush]);
  return (
    <Modal opened onClose={onClose} size="lg" title={w.drafts.publish.title(title, number)}>
      {behind ? (
        <Behind onClose={onClose} onTakeIn={onTakeIn} />
      ) : error ? (
        <Broken error={error} />
      ) : ready ? (
        <Plan journey={journey} onClose={onClose} onTakeIn={onTakeIn} onNumber={setNumber} />
      ) : (
        <Rows rows={4} />
      )}
    </Modal>
  );
}
