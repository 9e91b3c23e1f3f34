// Whether what is on the page is saved, who else is here, and what others did meanwhile.
import { Button, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconCloudUpload, IconUsers } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { server } from "~/api/generated/server";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import { allOf, w } from "~/words";
import { ago } from "~/words/time";
import { useDesigner, useStore } from "../store";
import { useDrafting } from "./DraftProvider";
import classes from "./Drafts.module.css";
import { MergeDialog } from "./MergeDialog";

function useTick(every: number) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), every);
    return () => clearInterval(timer);
  }, [every]);
}

function useStateWords(): string {
  const { draft, phase } = useDrafting();
  const { text, base } = useDesigner();
  if (phase === "failed") return w.drafts.failed;
  if (phase === "elsewhere") return w.drafts.elsewhere;
  if (phase === "saving" || phase === "waiting") return w.drafts.saving;
  if (!draft || (draft.changed.length === 0 && text === base)) return w.drafts.same;
  return w.drafts.saved(ago(draft.updated_at));
}

function SaveState() {
  useTick(10_000);
  const words = useStateWords();
  const { phase } = useDrafting();
  const Icon = phase === "resting" ? IconCheck : IconCloudUpload;
  return (
    <span className={classes.state} data-phase={phase} role="status">
      <Icon size={14} stroke={1.75} aria-hidden />
      {words}
    </span>
  );
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0]?.toUpperCase() ?? "")
    .join("");

export function PeopleHere() {
  const { people } = useDrafting();
  if (people.length === 0) return null;
  const names = people.map((one) => one.name);
  return (
    <Tooltip label={w.drafts.here(allOf(names))}>
      <span className={classes.people} role="img" aria-label={w.drafts.here(allOf(names))}>
        {people.slice(0, 4).map((one) => (
          <span key={one.account} className={classes.person} aria-hidden>
            {initials(one.name) || <IconUsers size={12} />}
          </span>
        ))}
      </span>
    </Tooltip>
  );
}

/** A journey that is only this draft is gone with it. */
function Discard({ slug, only }: { slug: string; only: boolean }) {
  const store = useStore();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { text, base } = useDesigner();
  const { draft, refresh, flush } = useDrafting();
  if (!draft || (draft.changed.length === 0 && text === base)) return null;
  const discard = async () => {
    try {
      await flush();
      if (draft.revision > 0) await server.drafts.discard({ slug }).catch(() => undefined);
      if (only) {
        go("/journeys");
        queries.removeQueries({ queryKey: ["journey", slug] });
        return void queries.invalidateQueries({ queryKey: ["journeys"] });
      }
      store.discard();
      await refresh();
    } catch (error) {
      notifications.show({ color: "red", message: asProblem(error).detail });
    }
  };
  const ask = () =>
    modals.openConfirmModal({
      title: w.drafts.discard,
      children: only ? w.drafts.discardOnly : w.drafts.discardAsk,
      labels: { confirm: w.drafts.discard, cancel: w.drafts.keep },
      onConfirm: () => void discard(),
    });
  return (
    <Button variant="subtle" color="gray" onClick={ask}>
      {w.drafts.discard}
    </Button>
  );
}

export function DraftState({ slug, only }: { slug: string; only: boolean }) {
  const { draft, phase, refresh, show } = useDrafting();
  const [merging, setMerging] = useState(false);
  // The same function for good: the dialog merges anew whenever it gets another one.
  const close = useCallback(() => setMerging(false), []);
  const author = useMay("author");
  if (!author) return <PeopleHere />;
  return (
    <>
      <PeopleHere />
      <SaveState />
      {phase === "elsewhere" && (
        <Button variant="default" onClick={() => void refresh().then(show)}>
          {w.drafts.takeElsewhere}
        </Button>
      )}
      {draft && draft.behind.length > 0 && draft.revision > 0 && (
        <Tooltip label={w.drafts.behind}>
          <Button variant="default" onClick={() => setMerging(true)}>
            {w.drafts.takeIn}
          </Button>
        </Tooltip>
      )}
      <Discard slug={slug} only={only} />
      {merging && <MergeDialog slug={slug} onClose={close} />}
    </>
  );
}
