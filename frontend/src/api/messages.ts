// Messages, dead letters, the caught mailbox and the overview.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import type { MailboxMail, Message, OpenedMessage, Overview } from "./types";

export const useMessage = (id: string) =>
  useQuery({
    queryKey: ["message", id],
    queryFn: () => api.get<Message>(`/messages/${encodeURIComponent(id)}`),
    refetchInterval: 10_000,
  });

/** Opening a body is recorded in the audit trail, so it is asked for, never fetched ahead. */
export const useOpenMessage = (id: string) =>
  useMutation({ mutationFn: () => api.post<OpenedMessage>(`/messages/${encodeURIComponent(id)}/open`) });

export const useOverview = () =>
  useQuery({
    queryKey: ["overview"],
    queryFn: () => api.get<Overview>("/overview"),
    refetchInterval: 3_000,
  });

export function useResolveDeadLetter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { id: string; how: string }) =>
      api.post<unknown>(`/dead-letters/${encodeURIComponent(asked.id)}/resolve`, { how: asked.how }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["page", "/dead-letters"] });
      void queries.invalidateQueries({ queryKey: ["overview"] });
    },
  });
}

export const useMail = (id: string) =>
  useQuery({
    queryKey: ["mail", id],
    queryFn: () => api.get<MailboxMail>(`/mailbox/${encodeURIComponent(id)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
