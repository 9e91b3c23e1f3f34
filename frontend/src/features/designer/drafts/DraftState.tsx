// Whether what is on the page is saved, and who else is here.
import { Tooltip } from "@mantine/core";
import { IconCheck, IconCloudUpload, IconUsers } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMay } from "~/api/session";
import { allOf, w } from "~/words";
import { ago } from "~/words/time";
import { useDesigner } from "../store";
import { useDrafting } from "./DraftProvider";
import classes from "./Drafts.module.css";

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

/** Where room is short its words end in dots, and at last only the sign stays. */
export function SaveState() {
  useTick(10_000);
  const words = useStateWords();
  const { phase } = useDrafting();
  const author = useMay("author");
  if (!author) return null;
  const Icon = phase === "resting" ? IconCheck : IconCloudUpload;
  return (
    <span className={classes.state} data-phase={phase} role="status" title={words}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span>{words}</span>
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
