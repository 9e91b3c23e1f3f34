// The organisation's documents: read, checked while they are edited, saved with a lock.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";

export const useDocument = (document: string) =>
  useQuery({ queryKey: ["settings", document], queryFn: () => server.settings.show({ document }) });

export const useDocumentCheck = (document: string, source: string, wanted: boolean) =>
  useQuery({
    queryKey: ["settings-check", document, source],
    queryFn: ({ signal }) => server.settings.check({ document, body: { source }, signal }),
    enabled: wanted,
    gcTime: 30_000,
    placeholderData: (before) => before,
  });

export function useSaveDocument(document: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { source: string; etag: string }) =>
      server.settings.save({ document, ifMatch: asked.etag, body: { source: asked.source } }),
    onSuccess: (saved) => {
      queries.setQueryData(["settings", document], saved);
      void queries.invalidateQueries({ queryKey: ["journeys"] });
    },
  });
}
