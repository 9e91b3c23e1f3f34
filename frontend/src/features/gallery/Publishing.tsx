// What publishing this draft needs, and the button that does exactly what was seen.
import { Button, Group, Skeleton, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useLocation } from "wouter";
import { useAskOwn, useOwnPlan, usePublishOwn } from "~/api/gallery";
import type { DraftPlan } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./Gallery.module.css";

const words = w.gallery.draft;

function Refused({ error }: { error: unknown }) {
  const problem = asProblem(error);
  return (
    <div role="alert">
      <Text>{problem.errors.length > 0 ? words.broken : problem.detail}</Text>
      <ul className={classes.problems}>
        {problem.errors.slice(0, 8).map((each) => (
          <li key={`${each.path}${each.line}${each.code}`}>
            {each.path}:{each.line} {each.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Needed({ slug, plan }: { slug: string; plan: DraftPlan }) {
  const ask = useAskOwn(slug);
  const missing = plan.approvals.some(({ state }) => state === "missing" || state === "refused");
  return (
    <div>
      <Text>{words.approvals}</Text>
      <ul className={classes.problems}>
        {plan.approvals.map((each) => (
          <li key={each.kind}>
            {words.approvalOf(each.kind, each.role)} · {words.states[each.state]}
          </li>
        ))}
      </ul>
      {ask.error && <Refused error={ask.error} />}
      {missing ? (
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {words.ask}
        </Button>
      ) : (
        <Text c="dimmed">{words.asked}</Text>
      )}
    </div>
  );
}

export function Publishing({ slug, revision }: { slug: string; revision: number }) {
  const plan = useOwnPlan(slug, revision);
  const publish = usePublishOwn(slug);
  const [, go] = useLocation();
  if (plan.isError) return <Refused error={plan.error} />;
  if (plan.data === undefined) return <Skeleton height={64} />;
  const { number, approvals, plan: release } = plan.data;
  const open = approvals.some(({ state }) => state !== "approved");
  const act = () =>
    publish.mutate(
      { base: release.base, target: release.target },
      {
        onSuccess: (done) => {
          notifications.show({ message: words.published(done.number) });
          go(`/journeys/${slug}`);
        },
      },
    );
  return (
    <>
      {open ? <Needed slug={slug} plan={plan.data} /> : <Text>{words.ready}</Text>}
      {publish.error && <Refused error={publish.error} />}
      <Group mt={16}>
        <Button disabled={open} loading={publish.isPending} onClick={act}>
          {words.publishAs(number)}
        </Button>
      </Group>
    </>
  );
}
