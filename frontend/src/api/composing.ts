// Seeing a message before anybody gets it.
import { useQuery } from "@tanstack/react-query";
import { server } from "./generated/server";
import type { Preview } from "./generated/types";

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
