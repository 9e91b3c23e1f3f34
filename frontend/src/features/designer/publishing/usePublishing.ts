// Doing what the plan said, once; and telling what came of it, also to whoever closed the dialog meanwhile.
import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { type DraftPlan, type Inside, usePublishDraft } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { asProblem } from "~/api/problem";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useStore } from "../store";

export function usePublishing(journey: JourneyDetail, onClose: () => void) {
  const store = useStore();
  const { refresh } = useDrafting();
  const publish = usePublishDraft(journey.slug);
  const closed = useRef(false);
  /** From the first press to a refusal: a double click comes before the button shows that it was pressed. */
  const underWay = useRef(false);
  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
    };
  }, []);
  const finish = async (number: number) => {
    const now = await server.journeys.show({ slug: journey.slug });
    store.rebase(now.source, now.etag);
    await refresh();
    notifications.show({ message: w.drafts.publish.done(number) });
    onClose();
  };
  const fail = (number: number, error: unknown) => {
    underWay.current = false;
    if (!closed.current) return;
    const { title, detail } = asProblem(error);
    const told = `${w.drafts.publish.button(number)}: ${title}`;
    notifications.show({ color: "red", title: told, message: detail, autoClose: false });
  };
  const send = (plan: DraftPlan, inside: Inside, note: string) => {
    if (underWay.current) return;
    underWay.current = true;
    void publish
      .mutateAsync({ base: plan.plan.base, target: plan.plan.target, inside, note })
      .then(({ number }) => finish(number))
      .catch((error: unknown) => fail(plan.number, error));
  };
  return { publish, send };
}
