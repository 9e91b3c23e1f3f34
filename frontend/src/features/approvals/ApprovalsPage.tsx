// What waits for somebody's word, what was decided, and where the reader is mentioned.
import { Stack, Title } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { type Mention as MentionType, useApprovals, useMentions } from "~/api/drafts";
import { JourneyName } from "~/features/journeys/JourneyName";
import { Page } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import classes from "./Approvals.module.css";
import { Asked } from "./Asked";

function Mention({ mention }: { mention: MentionType }) {
  return (
    <article className={classes.mention} data-settled={mention.settled || undefined}>
      <b>{mention.author}</b>{" "}
      <JourneyName
        slug={mention.journey}
        more={mention.step && ` · ${mention.step}`}
        query={`?remarks=${mention.step}`}
      />{" "}
      <When at={mention.written_at} relative />
      {mention.settled && <em> {w.drafts.approvals.settled}</em>}
      <p>{mention.body}</p>
    </article>
  );
}

function Mentions() {
  const mentions = useMentions().data ?? [];
  if (mentions.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2}>{w.drafts.approvals.mentions}</Title>
      {mentions.map((one) => (
        <Mention key={one.comment} mention={one} />
      ))}
    </Stack>
  );
}

export function ApprovalsPage() {
  const approvals = useApprovals();
  const words = w.drafts.approvals;
  const waiting = approvals.data?.filter(({ state }) => state === "asked") ?? [];
  const decided = approvals.data?.filter(({ state }) => state !== "asked") ?? [];
  return (
    <Page title={words.title} sentence={words.sentence} times>
      {approvals.isError && <Broken error={approvals.error} again={() => void approvals.refetch()} />}
      {!approvals.data && !approvals.isError && <Rows />}
      {approvals.data && (
        <Stack gap="xl">
          <Stack gap="xs">
            <Title order={2}>{words.waiting}</Title>
            {waiting.length === 0 && (
              <Empty icon={IconChecks} title={words.none}>
                {words.noneText}
              </Empty>
            )}
            {waiting.map((request) => (
              <Asked key={request.id} request={request} />
            ))}
          </Stack>
          <Mentions />
          {decided.length > 0 && (
            <Stack gap="xs">
              <Title order={2}>{words.decided}</Title>
              {decided.map((request) => (
                <Asked key={request.id} request={request} />
              ))}
            </Stack>
          )}
        </Stack>
      )}
    </Page>
  );
}
