// Where nothing has happened yet: three first steps, each ticked when it is done.

import { Button, CopyButton, VisuallyHidden } from "@mantine/core";
import { IconCircle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useStaff } from "~/api/drafts";
import { useOwnDrafts } from "~/api/gallery";
import { useSession } from "~/api/session";
import { w } from "~/words";
import { isDone } from "./first";
import classes from "./Overview.module.css";

const words = w.overview.first;

/** What somebody types elsewhere, to be taken along. */
function Command({ text }: { text: string }) {
  return (
    <span className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" onClick={copy}>
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </CopyButton>
    </span>
  );
}

function Step({ done, title, children }: { done: boolean; title: ReactNode; children: ReactNode }) {
  const Icon = done ? IconCircleCheck : IconCircle;
  return (
    <li data-done={done || undefined}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <div>
        <h3>{title}</h3>
        {done && <VisuallyHidden>{words.done}</VisuallyHidden>}
        <p>{children}</p>
      </div>
    </li>
  );
}

export function FirstSteps() {
  const me = useSession().data?.account.id ?? "";
  const drafts = useOwnDrafts().data ?? [];
  const staff = useStaff().data ?? [];
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <ol className={classes.first}>
        <Step
          done={drafts.length > 0 || isDone(me, "begin")}
          title={<Link href="/gallery">{words.begin}</Link>}
        >
          {words.beginText}
        </Step>
        <Step
          done={isDone(me, "settings")}
          title={<Link href="/settings/organization">{words.settings}</Link>}
        >
          {words.settingsText}
        </Step>
        <Step done={staff.length > 1} title={words.invite}>
          {words.inviteText}
          <Command text={words.inviteCommand} />
          {words.inviteThen}
        </Step>
      </ol>
    </>
  );
}
