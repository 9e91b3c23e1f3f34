// What is done to the scenarios of the draft: each is one named step of the history, which undo takes back.
import { notifications } from "@mantine/notifications";
import { useMemo } from "react";
import type { DraftShown } from "~/api/drafts";
import { server } from "~/api/generated/server";
import type { OfferedFix } from "~/api/generated/types";
import { ApiProblem, asProblem } from "~/api/problem";
import { w } from "~/words";
import { type Deed, isRefused, mend, readDraft } from "../model/editing";
import { type Named, SCENARIOS, withoutScenario } from "../model/scenarios";
import type { Drafting } from "./DraftProvider";

/** Null: it cannot be done to the text that is there now. */
type Rewrite = (text: string) => string | null;

const movedOn = () => {
  const words = w.canvas.refusals["moved-on"];
  return new ApiProblem(409, "moved-on", words, words);
};

async function rewritten(slug: string, now: DraftShown, rewrite: Rewrite): Promise<{ draft: DraftShown }> {
  const text = rewrite(now.files[SCENARIOS] ?? "");
  if (text === null) throw movedOn();
  const body = { files: { [SCENARIOS]: text } };
  return { draft: await server.drafts.save({ slug, ifMatch: String(now.revision), body }) };
}

const mended =
  (fix: OfferedFix): Rewrite =>
  (text) => {
    const outcome = mend(readDraft(text), fix);
    return isRefused(outcome) ? null : outcome.text;
  };

/** Each says whether it was done; what stands in the way is shown. */
export function useScenarios({ slug, become }: Pick<Drafting, "slug" | "become">) {
  return useMemo(() => {
    const does = async (deed: Deed, rewrite: Rewrite): Promise<boolean> => {
      try {
        await become(deed, (now) => rewritten(slug, now, rewrite));
        return true;
      } catch (error) {
        notifications.show({ color: "red", message: asProblem(error).detail });
        return false;
      }
    };
    return {
      remove: (scenario: Named) =>
        does({ did: "unkept", what: scenario.name }, (text) => withoutScenario(text, scenario)),
      mend: (fix: OfferedFix) => does({ did: "mended", what: fix.offer }, mended(fix)),
    };
  }, [slug, become]);
}
