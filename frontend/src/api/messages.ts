// Messages, dead letters, the caught mailbox and the overview.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";

export const useMessage = (id: string) =>
  useQuery({
    queryKey: ["message", id],
    queryFn: () => server.messages.show({ message: id }),
    refetchInterval: 10_000,
  });

/** Opening a body is recorded in the audit trail, so it is asked for, never fetched ahead. */
export const useOpenMessage = (id: string) =>
  useMutation({ mutationFn: () => server.messages.open({ message: id }) });

export const useOverview = () =>
  useQuery({
    queryKey: ["overview", "numbers"],
    queryFn: () => server.overview.show(),
    refetchInterval: 5_000,
  });

/** Asked on every page, beside its places; by its answer the page knows that the server is there. */
export const useNeeds = () =>
  useQuery({
    queryKey: ["overview", "needs"],
    queryFn: () => server.overview.needs(),
    refetchInterval: 3_000,
  });

export function useResolveDeadLetter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { id: string; how: string }) =>
      server.events.resolve({ letter: asked.id, body: { how: asked.how } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["page", "/dead-letters"] });
      void queries.invalidateQueries({ queryKey: ["overview"] });
    },
  });
}

export const useMail = (id: string) =>
  useQuery({
    queryKey: ["mail", id],
    queryFn: () => server.mailbox.show({ mail: Number(id) }),
    staleTime: Number.POSITIVE_INFINITY,
  });
