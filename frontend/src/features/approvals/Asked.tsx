// One request for a word: what is asked for, told, drawn and as mails; who asked, and what was decided.
import { Button, Group, Modal } from "@mantine/core";
import { IconMailSearch, IconSitemap } from "@tabler/icons-react";
import { lazy, Suspense, useId, useState } from "react";
import type { ApprovalRequest, EntryChange, JourneyChange } from "~/api/drafts";
import { useTitleOf } from "~/api/journeys";
import { ChangeList } from "~/features/designer/publishing/ChangeList";
import { titleIn } from "~/features/designer/publishing/changeWords";
import { Entries } from "~/features/designer/publishing/Entries";
import { JourneyName } from "~/features/journeys/JourneyName";
import { Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { roleWords } from "~/words/reasons";
import classes from "./Approvals.module.css";
import { Decide } from "./Decide";

const MailReview = lazy(() => import("./MailReview"));
const JourneyPicture = lazy(() => import("./JourneyPicture"));

const wordOf = (known: Record<string, string>, code: string) => known[code] ?? code;

/** The changes are a Difference, as it was when somebody asked. */
function changesOf({ changes }: ApprovalRequest) {
  const { journeys, entries } = changes;
  return {
    journeys: Array.isArray(journeys) ? (journeys as JourneyChange[]) : [],
    entries: Array.isArray(entries) ? (entries as EntryChange[]) : [],
  };
}

function Drawn({ request, title }: { request: ApprovalRequest; title: string }) {
  const [open, setOpen] = useState(false);
  const words = w.drafts.approvals;
  const asked = changesOf(request).journeys.find(({ slug }) => slug === request.journey);
  return (
    <>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconSitemap size={16} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {words.draw}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.picture(title)}
        size="min(1240px, 94vw)"
      >
        <Suspense fallback={<Rows rows={6} />}>
          <JourneyPicture request={request.id} title={words.picture(title)} subjects={asked?.subjects} />
        </Suspense>
      </Modal>
    </>
  );
}

/** What can be looked at besides the words. A journey that is new brings all its mails. */
function Looks({ request, title }: { request: ApprovalRequest; title: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const mails = changesOf(request).journeys.some(
    ({ state, messages = [] }) => state === "added" || messages.length > 0,
  );
  if (!mails && !request.drawn) return null;
  return (
    <>
      <Group gap="xs">
        {request.drawn && <Drawn request={request} title={title} />}
        {mails && (
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
        )}
      </Group>
      <div id={id} hidden={!open} className={open ? classes.mails : undefined}>
        {open && (
          <Suspense fallback={<Rows rows={6} />}>
            <MailReview request={request.id} />
          </Suspense>
        )}
      </div>
    </>
  );
}

export function Asked({ request }: { request: ApprovalRequest }) {
  const words = w.drafts.approvals;
  const { journeys, entries } = changesOf(request);
  const added = journeys.find(({ state }) => state === "added");
  const known = useTitleOf(request.journey);
  const title = added ? titleIn(added) : known;
  return (
    <article className={classes.asked}>
      <header>
        <b>{wordOf(w.drafts.publish.kinds, request.kind)}</b>
        <JourneyName slug={request.journey} title={title} />
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
      {journeys.map((change) => (
        <ChangeList key={change.slug} change={change} />
      ))}
      {entries.length > 0 && (
        <section>
          <h3>{words.entries}</h3>
          <Entries entries={entries} />
        </section>
      )}
      <Looks request={request} title={title} />
      {request.words && <p>“{request.words}”</p>}
      {request.state === "asked" && <Decide request={request} />}
    </article>
  );
}
