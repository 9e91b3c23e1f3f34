// Before anything is in force: what changes, who is inside and what becomes of them, whose word it needs.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useEffect, useState } from "react";
import { type DraftPlan, type Inside, usePlan, usePublishDraft } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { asProblem } from "~/api/problem";
import type { JourneyDetail } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useStore } from "../store";
import { Approvals } from "./Approvals";
import { ChangeList } from "./ChangeList";
import { PeopleInside } from "./PeopleInside";
import classes from "./Publishing.module.css";

interface Props {
  journey: JourneyDetail;
  onClose: () => void;
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
        {entries.length > 0 && (
          <Text fz={13} pt="xs">
            {words.alsoDocuments}: {entries.map(({ kind, name }) => `${kind} ${name}`).join(", ")}
          </Text>
        )}
      </section>
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

function usePublishing(journey: JourneyDetail, onClose: () => void) {
  const store = useStore();
  const { refresh } = useDrafting();
  const publish = usePublishDraft(journey.slug);
  const send = (plan: DraftPlan, inside: Inside, note: string) =>
    publish.mutate(
      { base: plan.plan.base, target: plan.plan.target, inside, note },
      {
        onSuccess: async (done) => {
          const now = await server.journeys.show({ slug: journey.slug });
          store.rebase(now.source, now.etag);
          await refresh();
          notifications.show({ message: w.drafts.publish.done(done.number) });
          onClose();
        },
      },
    );
  return { publish, send };
}

function Plan({ journey, onClose }: Props) {
  const words = w.drafts.publish;
  const [inside, setInside] = useState<Inside>("stay");
  const [note, setNote] = useState("");
  const planned = usePlan(journey.slug, inside);
  const { publish, send } = usePublishing(journey, onClose);
  if (planned.isError && !planned.data)
    return <Broken error={planned.error} again={() => void planned.refetch()} />;
  if (!planned.data) return <Rows rows={4} />;
  const plan = planned.data;
  const open = plan.approvals.some(({ state }) => state !== "approved");
  const stuck = open || plan.plan.refusals.length > 0 || plan.behind.length > 0 || planned.isPlaceholderData;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!stuck) send(plan, inside, note);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={words.note}
          placeholder={words.notePlaceholder}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
          maxLength={200}
        />
        <Parts journey={journey} plan={plan} inside={inside} onInside={setInside} note={note} />
        {plan.behind.length > 0 && <Text c="var(--attention)">{w.drafts.behind}</Text>}
        {publish.error && (
          <Text role="alert" c="var(--stop)">
            {asProblem(publish.error).detail}
          </Text>
        )}
        {plan.commits && (
          <Text c="dimmed" fz={13}>
            {words.commits}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={publish.error ? () => void planned.refetch() : onClose}>
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
export function PublishDialog({ journey, onClose }: Props) {
  useFocusBack();
  const { flush } = useDrafting();
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    flush().then(() => setReady(true), setError);
  }, [flush]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={w.drafts.publish.title(journey.title, journey.version_number + 1)}
    >
      {error ? (
        <Broken error={error} />
      ) : ready ? (
        <Plan journey={journey} onClose={onClose} />
      ) : (
        <Rows rows={4} />
      )}
    </Modal>
  );
}
