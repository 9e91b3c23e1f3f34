// Throwing a draft away, asked first. A journey that is only this draft is gone with it.
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { server } from "~/api/generated/server";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import { useDesigner } from "../store";
import { useDrafting } from "./DraftProvider";

/** Asks; null where there is nothing to throw away. */
export function useDiscard(only: boolean): (() => void) | null {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { text, base } = useDesigner();
  const { draft, slug, become, flush } = useDrafting();
  if (!draft || (draft.changed.length === 0 && text === base)) return null;
  const discard = async () => {
    try {
      if (only) {
        await flush();
        await server.drafts.discard({ slug }).catch(() => undefined);
        go("/journeys");
        queries.removeQueries({ queryKey: ["journey", slug] });
        return void queries.invalidateQueries({ queryKey: ["journeys"] });
      }
      await become({ did: "discarded", what: "" }, async ({ revision }) => {
        if (revision > 0) await server.drafts.discard({ slug });
        return { draft: await server.drafts.show({ slug }) };
      });
    } catch (error) {
      notifications.show({ color: "red", message: asProblem(error).detail });
    }
  };
  return () =>
    void modals.openConfirmModal({
      title: w.drafts.discard,
      children: only ? w.drafts.discardOnly : w.drafts.discardAsk,
      labels: { confirm: w.drafts.discard, cancel: w.drafts.keep },
      onConfirm: () => void discard(),
    });
}
