// The player in React: the story is asked for again whenever the text or the person changes.
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { server } from "~/api/generated/server";
import type { Live } from "~/api/types";
import type { Spot } from "../draft/selection";
import { useDrafting } from "../drafts/DraftProvider";
import { useDesigner, useStore } from "../store";
import { liveAt, standingAt, stopAfter, stopsOf } from "./path";
import { type Player, type Playing, playerOf } from "./player";
import type { Scenario } from "./scenario";

const PACE = 1100; // milliseconds from one stop to the next

export function usePlaying(): { player: Player; playing: Playing } {
  const player = playerOf(useStore());
  return { player, playing: useSyncExternalStore(player.subscribe, player.get) };
}

/** What the canvas shows while somebody is played; null otherwise. */
export function usePlayedNumbers(): Live | null {
  const { playing } = usePlaying();
  const { story, at } = playing;
  return useMemo(() => (story && at > 0 ? liveAt(story, at) : null), [story, at]);
}

/** Where the played person stands, for the canvas to follow; null while nobody is played. */
export function usePlayedSpot(): Spot | null {
  const { playing } = usePlaying();
  const { story, at } = playing;
  const step = story && at > 0 ? (standingAt(story, at)?.step ?? null) : null;
  return useMemo(() => (step ? { of: "step", id: step } : null), [step]);
}

export const usePeopleOf = (slug: string) =>
  useQuery({
    queryKey: ["scenarios", slug],
    queryFn: ({ signal }) => server.scenarios.list({ slug, signal }),
    select: (answer) => answer.items as Scenario[],
    staleTime: 60_000,
  });

/** Into the draft, as a step of its history. */
export function useKeep(slug: string) {
  const { become } = useDrafting();
  return useMutation({
    mutationFn: (scenario: Scenario) =>
      become({ did: "kept", what: scenario.name }, async () => ({
        draft: await server.scenarios.keep({ slug, body: { scenario } }),
      })),
  });
}

/** Somebody of this installation, masked. The server records who looked. */
export const useRealPerson = (slug: string) =>
  useMutation({
    mutationFn: async (patient: string) =>
      (await server.scenarios.real({ slug, body: { patient } })).scenario as Scenario,
  });

/** Plays the text as it stands; nothing is sent and nothing is stored. */
export function useStory(slug: string) {
  const { player, playing } = usePlaying();
  const { text } = useDesigner();
  const [source] = useDebouncedValue(text, 300);
  const { scenario } = playing;
  const asked = useQuery({
    queryKey: ["play", slug, source, scenario],
    queryFn: ({ signal }) =>
      server.simulate.simulate({ body: { slug, source, scenario: scenario ?? {} }, signal }),
    enabled: scenario !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: (before) => (scenario ? before : undefined),
  });
  const { data, isPlaceholderData } = asked;
  useEffect(() => {
    if (data && !isPlaceholderData && data.lines.length > 0) player.told(data);
  }, [data, isPlaceholderData, player]);
  return asked;
}

/** While it runs, the clock goes from stop to stop and halts at the end. */
export function useRunning() {
  const { player, playing } = usePlaying();
  const { running, story, at } = playing;
  useEffect(() => {
    if (!running || !story) return;
    const next = stopAfter(stopsOf(story), at);
    if (next === null) {
      player.run(false);
      return;
    }
    const timer = window.setTimeout(() => player.setClock(next), PACE);
    return () => window.clearTimeout(timer);
  }, [running, story, at, player]);
}
