// Journeys: read, check, publish, pause.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import type { CheckResult, JourneyDetail, JourneySummary, Version } from "./types";

const at = (slug: string) => `/journeys/${encodeURIComponent(slug)}`;

export const useJourneys = () =>
  useQuery({
    queryKey: ["journeys"],
    queryFn: () => api.get<{ items: JourneySummary[] }>("/journeys"),
    select: (answer) => answer.items,
    refetchInterval: 5_000,
  });

export const useJourney = (slug: string) =>
  useQuery({
    queryKey: ["journey", slug],
    queryFn: () => api.get<JourneyDetail>(at(slug)),
    staleTime: 30_000,
  });

export const useVersions = (slug: string) =>
  useQuery({
    queryKey: ["versions", slug],
    queryFn: () => api.get<{ items: Version[] }>(`${at(slug)}/versions`),
    select: (answer) => answer.items,
  });

export const useCheck = (slug: string, source: string) =>
  useQuery({
    queryKey: ["check", slug, source],
    queryFn: ({ signal }) => api.post<CheckResult>(`${at(slug)}/check`, { source }, signal),
    enabled: source !== "",
    staleTime: 5 * 60_000,
    gcTime: 30_000,
    placeholderData: (before) => before,
  });

export function usePublish(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { source: string; note: string; etag: string }) =>
      api.put<JourneyDetail>(
        at(slug),
        { source: asked.source, note: asked.note },
        { "If-Match": asked.etag },
      ),
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
    mutationFn: (paused: boolean) => api.post<JourneySummary>(`${at(slug)}/${paused ? "pause" : "resume"}`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["journey", slug] });
      void queries.invalidateQueries({ queryKey: ["journeys"] });
    },
  });
}
