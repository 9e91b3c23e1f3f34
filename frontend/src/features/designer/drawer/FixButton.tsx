// What the compiler offers to write instead: one press, one thing to undo.
import { Button } from "@mantine/core";
import { IconWand } from "@tabler/icons-react";
import { useMay } from "~/api/session";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useScenarios } from "../drafts/useScenarios";
import { mend } from "../model/editing";
import { isOwn } from "../model/problems";
import { scenarioOf } from "../model/scenarios";
import { useStore } from "../store";
import { useView, type View } from "../view/view";
import { toTab } from "./tabs";

/** The button goes with its problem: the keyboard goes on where the change is seen, or at the list of the others. */
function goOn(from: Element, view: View): void {
  if (from.closest("[data-drawer]")) toTab();
  else view.camera?.focus();
}

export function FixButton({ problem }: { problem: Problem }) {
  const store = useStore();
  const view = useView();
  const author = useMay("author");
  const drafting = useDrafting();
  const scenarios = useScenarios(drafting);
  const { fix } = problem;
  const own = isOwn(problem);
  if (!fix || !author || !(own || scenarioOf(problem, drafting.slug))) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      leftSection={<IconWand size={14} stroke={1.75} aria-hidden />}
      onClick={(event) => {
        if (own) store.run((draft) => mend(draft, fix));
        else void scenarios.mend(fix);
        goOn(event.currentTarget, view);
      }}
    >
      {w.drawer.fix(fix.offer, fix.was === "")}
    </Button>
  );
}
