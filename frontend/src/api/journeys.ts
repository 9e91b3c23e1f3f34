// Journeys: read, check, publish, pause.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";
import { everyPage } from "./pages";

export const useJourneys = () =>
  useQuery({
    queryKey: ["journeys"],
    queryFn: () => everyPage((after) => server.journeys.list({ after })),
    refetchInterval: 5_000,
  });

/** What people call it; its slug until that is known, and for a draft that nobody published. */
export const useTitleOf = (slug: string): string =>
  useJourneys().data?.find((one) => one.slug === slug)?.title ?? slug;

export const useJourney = (slug: string) =>
  useQuery({
    queryKey: ["journey", slug],
    queryFn: () => server.journeys.show({ slug }),
    staleTime: 30_000,
  });

export const useVersions = (slug: string) =>
  useQuery({
    queryKey: ["versions", slug],
    queryFn: () => everyPage((after) => server.journeys.versions({ slug, after })),
  });

export const useCheck = (slug: string, source: string) =>
  useQuery({
    queryKey: ["check", slug, source],
    queryFn: ({ signal }) => server.journeys.check({ slug, body: { source }, signal }),
    enabled: source !== "",
    staleTime: 5 * 60_000,
    gcTime: 30_000,
    placeholderData: (before) => before,
  });

export function usePublish(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { source: string; note: string; etag: string }) =>
      server.journeys.publish({
        slug,
        ifMatch: asked.etag,
        body: { source: asked.source, note: asked.note },
      }),
    onSuccess: (journey) => {
      queries.setQueryData(["journey", slug], journey);
      void queries.invalidateQueries({ queryKey: ["journeys"] });
      void queries.invalidateQueries({ queryKey: ["versions", slug] });
    },
  });
}

export function usePause(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (paused: boolean) =>
      paused ? server.journeys.pause({ slug }) : server.journeys.resume({ slug }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["journey", slug] });
      void queries.invalidateQueries({ queryKey: ["journeys"] });
    },
  });
}
