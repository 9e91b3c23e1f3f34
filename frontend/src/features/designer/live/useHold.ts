// Pausing and resuming a journey: asked first, with how many are inside and what becomes of their mails.
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { server } from "~/api/generated/server";
import { usePause } from "~/api/journeys";
import { asProblem } from "~/api/problem";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { peopleWords } from "./few";

export function useHold(journey: JourneyDetail): { ask: () => void; busy: boolean } {
  const pause = usePause(journey.slug);
  const { hold } = w.watch;
  const ask = async () => {
    const { slug, title, paused } = journey;
    const live = await server.journeys.counts({ slug }).catch(() => null);
    const { inside = 0, waiting = 0 } = live?.totals ?? {};
    const told = peopleWords(inside, live?.coarse ?? false);
    modals.openConfirmModal({
      title: paused ? hold.resumeTitle(title) : hold.pauseTitle(title),
      children: paused ? hold.resumeText(told, inside, waiting) : hold.pauseText(told, inside),
      labels: paused
        ? { confirm: w.watch.resume, cancel: hold.leavePaused }
        : { confirm: w.watch.pause, cancel: hold.leaveRunning },
      // The menu that asked is gone by now, and with it what a mutation would call back.
      onConfirm: () =>
        void pause
          .mutateAsync(!paused)
          .then(() => notifications.show({ message: paused ? hold.resumed : hold.paused }))
          .catch((error) => notifications.show({ color: "red", message: asProblem(error).detail })),
    });
  };
  return { ask: () => void ask(), busy: pause.isPending };
}
