// What waits for somebody's word, what was decided, and where the reader is mentioned.
import { Button, Group, Stack, Title } from "@mantine/core";
import { IconChecks, IconMailSearch } from "@tabler/icons-react";
import { lazy, Suspense, useId, useState } from "react";
import { Link } from "wouter";
import {
  type ApprovalRequest,
  type JourneyChange,
  type Mention as MentionType,
  useApprovals,
  useMentions,
} from "~/api/drafts";
import { useTitleOf } from "~/api/journeys";
import { ChangeList } from "~/features/designer/publishing/ChangeList";
import { Page } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { roleWords } from "~/words/reasons";
import classes from "./Approvals.module.css";
import { Decide } from "./Decide";

const MailReview = lazy(() => import("./MailReview"));

const wordOf = (known: Record<string, string>, code: string) => known[code] ?? code;

/** The changes are a Difference, as it was when somebody asked. */
function journeysOf(request: ApprovalRequest): JourneyChange[] {
  const { journeys } = request.changes;
  return Array.isArray(journeys) ? (journeys as JourneyChange[]) : [];
}

/** A journey that is new brings all its mails. */
const changesMails = (request: ApprovalRequest) =>
  journeysOf(request).some(({ state, messages = [] }) => state === "added" || messages.length > 0);

function Mails({ request }: { request: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconMailSearch size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? w.drafts.mails.close : w.drafts.mails.open}
        </Button>
      </Group>
      <div id={id} hidden={!open} className={open ? classes.mails : undefined}>
        {open && (
          <Suspense fallback={<Rows rows={6} />}>
            <MailReview request={request} />
          </Suspense>
        )}
      </div>
    </>
  );
}

function Asked({ request }: { request: ApprovalRequest }) {
  const words = w.drafts.approvals;
  const title = useTitleOf(request.journey);
  return (
    <article className={classes.asked}>
      <header>
        <b>{wordOf(w.drafts.publish.kinds, request.kind)}</b>
        <Link href={`/journeys/${request.journey}`}>{title}</Link>
        <span>
          {words.asked(request.asked_by_name)} {words.needs(roleWords(request.role))} ·{" "}
          <When at={request.asked_at} relative />
        </span>
        <em data-state={request.state}>
          {wordOf(words.states, request.state)}
          {request.decided_by_name && ` ${w.drafts.publish.by(request.decided_by_name)}`}
        </em>
      </header>
      {request.note && <p>“{request.note}”</p>}
      {journeysOf(request).map((change) => (
        <ChangeList key={change.slug} change={change} />
      ))}
      {changesMails(request) && <Mails request={request.id} />}
      {request.words && <p>“{request.words}”</p>}
      {request.state === "asked" && <Decide request={request} />}
    </article>
  );
}

function Mention({ mention }: { mention: MentionType }) {
  const title = useTitleOf(mention.journey);
  return (
    <article className={classes.mention} data-settled={mention.settled || undefined}>
      <b>{mention.author}</b>{" "}
      <Link href={`/journeys/${mention.journey}?remarks=${mention.step}`}>
        {title}
        {mention.step && ` · ${mention.step}`}
      </Link>{" "}
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
