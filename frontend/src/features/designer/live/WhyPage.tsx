// Why somebody is where they are: every stay as a sentence, with the facts behind it; and holding them or taking them out.
import { Button, Group } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { server } from "~/api/generated/server";
import type { Ground, Stay, WhyShown } from "~/api/generated/types";
import { useTitleOf } from "~/api/journeys";
import { Page } from "~/parts/Page";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { outcomeWords, personWords } from "~/words/reasons";
import { lookedAt, ruleWords } from "~/words/rules";
import { moment } from "~/words/time";
import { conditionWords } from "../model/conditions";
import classes from "./Live.module.css";
import { stayWords } from "./whyWords";

function Fact({ ground, kind }: { ground: Ground; kind: string }) {
  const words = w.watch.why.asWords;
  const branch = kind === "branch";
  const said = branch
    ? w.watch.why.condition[ground.holds ? "so" : "notSo"](ground.code, conditionWords(ground.says).words)
    : ruleWords(ground.code, ground.says);
  return (
    <li data-holds={ground.holds || undefined}>
      {ground.holds ? (
        <IconCheck size={14} stroke={2} aria-label={words.holds} />
      ) : (
        <IconX size={14} stroke={2} aria-label={words.not} />
      )}
      <span>
        {said} {ground.value && <small>{lookedAt(ground.value)}</small>}
      </span>
    </li>
  );
}

function One({ stay }: { stay: Stay }) {
  return (
    <li data-step={stay.step} data-now={stay.ended_at === null || undefined}>
      <div>
        <time dateTime={stay.ended_at ?? stay.entered_at}>{moment(stay.ended_at ?? stay.entered_at)}</time>
      </div>
      <div>
        <p>
          {stayWords(stay)} {stay.title && <code>{stay.step}</code>}{" "}
          {stay.message && <Link href={`/messages/${stay.message}`}>{w.watch.why.message}</Link>}
        </p>
        {stay.ended_at && stay.entered_at !== stay.ended_at && (
          <small>{w.watch.why.entered(moment(stay.entered_at))}</small>
        )}
        {stay.grounds.length > 0 && (
          <ul className={classes.grounds}>
            {stay.grounds.map((ground) => (
              <Fact key={`${ground.code}${ground.says}`} ground={ground} kind={stay.kind} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Acts({ why }: { why: WhyShown }) {
  const queries = useQueryClient();
  const { enrollment } = why.person;
  const { why: words } = w.watch;
  const act = useMutation({
    mutationFn: async (what: "pause" | "resume" | "leave") => {
      if (what === "leave") await server.runs.leave({ enrollment, body: { reason: "by-operator" } });
      else await server.runs[what]({ enrollment });
    },
    onSuccess: () => {
      notifications.show({ message: words.asked });
      window.setTimeout(() => void queries.invalidateQueries({ queryKey: ["why", enrollment] }), 2_500);
    },
  });
  if (why.person.state !== "active") return null;
  const held = why.stays.some((stay) => stay.held);
  const ask = () =>
    modals.openConfirmModal({
      title: words.takeOut,
      children: words.takeOutAsk,
      labels: { confirm: words.takeOutYes, cancel: words.takeOutNo },
      onConfirm: () => act.mutate("leave"),
    });
  return (
    <Group gap="xs">
      <Button variant="default" loading={act.isPending} onClick={() => act.mutate(held ? "resume" : "pause")}>
        {held ? words.letGo : words.hold}
      </Button>
      <Button variant="default" onClick={ask}>
        {words.takeOut}
      </Button>
    </Group>
  );
}

/** One sentence: how they left, or where they stand and what came before it. */
function answerOf({ person, stays }: WhyShown): string {
  if (person.state !== "active") return w.watch.why.over(outcomeWords(person.outcome).toLowerCase());
  return stays.slice(-2).reverse().map(stayWords).join(" ");
}

export function WhyPage({ enrollment }: { enrollment: string }) {
  const why = useQuery({
    queryKey: ["why", enrollment],
    queryFn: ({ signal }) => server.runs.why({ enrollment, signal }),
  });
  const title = useTitleOf(why.data?.person.journey ?? "");
  const { why: words } = w.watch;
  if (!why.data) {
    return (
      <Page title={w.watch.whyFor}>
        {why.isError ? <Broken error={why.error} again={() => void why.refetch()} /> : <Rows />}
      </Page>
    );
  }
  const { person, stays, version_number } = why.data;
  return (
    <Page
      title={words.title(personWords(person.masked_name))}
      sentence={words.lead(title, version_number)}
      actions={<Acts why={why.data} />}
      times
    >
      <Group gap="md" mb="md">
        <Link href={`/journeys/${person.journey}`}>{words.backTo}</Link>
        <Link href={`/people/${person.patient}`}>{words.toPerson}</Link>
      </Group>
      <p className={classes.answer}>{answerOf(why.data)}</p>
      <ol className={classes.stays}>
        {stays.map((stay) => (
          <One key={`${stay.step}${stay.visit}${stay.entered_at}`} stay={stay} />
        ))}
      </ol>
    </Page>
  );
}
