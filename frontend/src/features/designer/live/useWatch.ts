// Numbers of the chosen people, asked for again every few seconds while somebody looks.
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { server } from "~/api/generated/server";
import type { Watched } from "~/api/generated/types";
import type { Live } from "~/api/types";
import { useStore } from "../store";
import { type Choice, isEverybody, sinceOf, type Watching, watchingOf } from "./watching";

const EVERY = 5_000;

export function useChoice(): { watching: Watching; choice: Choice } {
  const watching = watchingOf(useStore());
  return { watching, choice: useSyncExternalStore(watching.subscribe, watching.get) };
}

export function useWatched(slug: string, wanted: boolean) {
  const { choice } = useChoice();
  return useQuery<Watched>({
    queryKey: ["watch", slug, choice],
    queryFn: ({ signal }) =>
      server.watch.watch({
        slug,
        version: choice.version,
        since: sinceOf(choice.period, Date.now()),
        signal,
      }),
    enabled: wanted,
    refetchInterval: EVERY,
    placeholderData: (before) => before,
  });
}

/** What the canvas shows while only some people are looked at; null when it is everybody. */
export function useWatchedNumbers(slug: string): Live | null {
  const { choice } = useChoice();
  const some = !isEverybody(choice);
  const watched = useWatched(slug, some);
  return some ? (watched.data?.live ?? null) : null;
}
