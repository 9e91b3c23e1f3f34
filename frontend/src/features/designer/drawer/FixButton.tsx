// What the compiler offers to write instead: one press, one thing to undo.
import { Button } from "@mantine/core";
import { IconWand } from "@tabler/icons-react";
import { useMay } from "~/api/session";
import type { Problem } from "~/api/types";
import { w } from "~/words";
import { mend } from "../model/editing";
import { isOwn } from "../model/problems";
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
  const { fix } = problem;
  if (!fix || !author || !isOwn(problem)) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      leftSection={<IconWand size={14} stroke={1.75} aria-hidden />}
      onClick={(event) => {
        store.run((draft) => mend(draft, fix));
        goOn(event.currentTarget, view);
      }}
    >
      {w.drawer.fix(fix.offer, fix.was === "")}
    </Button>
  );
}
