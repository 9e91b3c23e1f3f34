// The button: with errors it leads to them, else to the plan.
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useLeaveWarning } from "../editor/useLeaveWarning";
import { useDesigner, useStore } from "../store";
import type { Checked } from "../useJourneyProblems";
import { PublishDialog } from "./PublishDialog";

export function Publish({ journey, checked }: { journey: JourneyDetail; checked: Checked }) {
  const store = useStore();
  const { text, base } = useDesigner();
  const { draft, phase, flush } = useDrafting();
  const [asking, setAsking] = useState(false);
  const author = useMay("author");
  const changed = text !== base || (draft?.changed.length ?? 0) > 0;
  const errors = checked.problems.filter((problem) => problem.severity === "error").length;
  const canPublish = author && (changed || journey.dirty || journey.version_number === 0);
  const ask = () => (errors > 0 ? store.show("problems") : setAsking(true));
  useHotkeys([["mod+S", () => void flush().catch(() => undefined)]], [], true);
  useLeaveWarning(phase === "waiting" || phase === "saving" || phase === "failed");
  if (!canPublish) return null;
  return (
    <>
      <Button onClick={ask} disabled={checked.checking}>
        {errors > 0 ? w.drafts.publish.errors(errors) : w.drafts.publish.button(journey.version_number + 1)}
      </Button>
      {asking && <PublishDialog journey={journey} onClose={() => setAsking(false)} />}
    </>
  );
}
