// Seeing a message before anybody gets it.
import { useMutation, useQuery } from "@tanstack/react-query";
import { server } from "./generated/server";
import type { Preview, SendTrial } from "./generated/types";
import { everyPage } from "./pages";

const PROVING = 3_000; // milliseconds between two looks whether the address is proved

export const useSamples = () =>
  useQuery({
    queryKey: ["samples"],
    queryFn: () => server.composing.samples(),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Nothing of it is kept: with a real person it is theirs, and each look is recorded. */
export const usePreview = (wish: Preview, wanted: boolean) =>
  useQuery({
    queryKey: ["preview", wish],
    queryFn: ({ signal }) => server.composing.preview({ body: wish, signal }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });

/** Staff that a test can be mailed to: their addresses are proved. */
export const useReaders = () =>
  useQuery({
    queryKey: ["readers"],
    queryFn: () => everyPage((after) => server.trials.readers({ after })),
  });

/** One's own address; asked again until it is proved. */
export const useOwnAddress = () =>
  useQuery({
    queryKey: ["own-address"],
    queryFn: () => server.proving.show(),
    refetchInterval: ({ state }) => (state.data?.proved_at == null ? PROVING : false),
  });

export function useProve() {
  return useMutation({ mutationFn: () => server.proving.ask() });
}

export function useTrial() {
  return useMutation({ mutationFn: (body: SendTrial) => server.trials.send({ body }) });
}
