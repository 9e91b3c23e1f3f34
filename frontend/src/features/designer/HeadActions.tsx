// What can be done with the journey as a whole: one main button, the one that is due, and everything else in a menu.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import {
  IconDots,
  IconMail,
  IconPlayerPause,
  IconPlayerPlay,
  IconRocket,
  IconTrash,
} from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { Link } from "wouter";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import classes from "./Designer.module.css";
import { useDrafting } from "./drafts/DraftProvider";
import { MergeDialog } from "./drafts/MergeDialog";
import { useDiscard } from "./drafts/useDiscard";
import { toTab } from "./drawer/tabs";
import { useLeaveWarning } from "./editor/useLeaveWarning";
import { useHold } from "./live/useHold";
import { PublishDialog } from "./publishing/PublishDialog";
import { useDesigner, useStore } from "./store";
import type { Checked } from "./useJourneyProblems";
import { useView } from "./view/view";

const words = w.head;

interface Props {
  journey: JourneyDetail;
  checked: Checked;
}

type Asking = "publish" | "merge" | null;

interface Due {
  word: string;
  act: () => void;
  waits?: boolean;
  /** Publishing goes into the menu while something else is due. */
  publish?: () => void;
}

/** What is due: another window's text, what others published, errors, or publishing. Null: nothing is. */
function useDue({ journey, checked }: Props, ask: (asking: Asking) => void): Due | null {
  const store = useStore();
  const { text, base } = useDesigner();
  const { draft, phase, refresh, show } = useDrafting();
  const author = useMay("author");
  const changed = text !== base || (draft?.changed.length ?? 0) > 0;
  const errors = checked.problems.filter((problem) => problem.severity === "error").length;
  const publishable = changed || journey.dirty || journey.version_number === 0;
  const publish = () => ask("publish");
  if (!author) return null;
  if (phase === "elsewhere")
    return {
      word: w.drafts.takeElsewhere,
      act: () =>
        void refresh()
          .then(show)
          .catch(() => undefined),
    };
  if (draft && draft.behind.length > 0 && draft.revision > 0)
    return { word: w.drafts.takeIn, act: () => ask("merge"), publish: publishable ? publish : undefined };
  if (!publishable) return null;
  if (errors > 0)
    return {
      word: w.drafts.publish.errors(errors),
      act: () => {
        store.show("problems");
        toTab();
      },
      waits: checked.checking,
    };
  return {
    word: w.drafts.publish.button(journey.version_number + 1),
    act: publish,
    waits: checked.checking,
  };
}

function Hold({ journey }: { journey: JourneyDetail }) {
  const { ask } = useHold(journey);
  const Icon = journey.paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Menu.Item leftSection={<Icon size={16} />} onClick={ask}>
      {journey.paused ? words.resume : words.pause}
    </Menu.Item>
  );
}

function More({ journey, due }: { journey: JourneyDetail; due: Due | null }) {
  const author = useMay("author");
  const holds = useMay("operator") && journey.version_number > 0;
  const discard = useDiscard(journey.only_draft ?? false);
  if (!author && !holds) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={words.more} flex="none">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {due?.publish && (
          <Menu.Item leftSection={<IconRocket size={16} />} onClick={due.publish}>
            {w.drafts.publish.button(journey.version_number + 1)}
          </Menu.Item>
        )}
        {author && (
          <Menu.Item
            component={Link}
            href={`/drafts/${journey.slug}`}
            className={classes.whereNarrow}
            leftSection={<IconMail size={16} />}
          >
            {words.messages}
          </Menu.Item>
        )}
        {holds && <Hold journey={journey} />}
        {author && (
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            disabled={discard === null}
            onClick={() => discard?.()}
          >
            {w.drafts.discard}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Messages({ slug }: { slug: string }) {
  if (!useMay("author")) return null;
  return (
    <Button
      component={Link}
      href={`/drafts/${slug}`}
      variant="default"
      className={classes.whereWide}
      leftSection={<IconMail size={16} />}
    >
      {words.messages}
    </Button>
  );
}

export function HeadActions({ journey, checked }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  // The same function for good: the dialog merges anew whenever it gets another one.
  const close = useCallback(() => setAsking(null), []);
  const { phase, flush } = useDrafting();
  const due = useDue({ journey, checked }, setAsking);
  const view = useView();
  useEffect(() => {
    view.due = due;
    return () => {
      view.due = null;
    };
  });
  useHotkeys([["mod+S", () => void flush().catch(() => undefined)]], [], true);
  useLeaveWarning(phase === "waiting" || phase === "saving" || phase === "failed");
  return (
    <div className={classes.actions} data-tour="publish">
      <Messages slug={journey.slug} />
      {due && (
        <Button onClick={due.act} disabled={due.waits}>
          {due.word}
        </Button>
      )}
      <More journey={journey} due={due} />
      {asking === "publish" && (
        <PublishDialog journey={journey} onClose={close} onTakeIn={() => setAsking("merge")} />
      )}
      {asking === "merge" && <MergeDialog slug={journey.slug} onClose={close} />}
    </div>
  );
}
