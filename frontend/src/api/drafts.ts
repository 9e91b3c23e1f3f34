// Drafts, publishing, versions side by side, approvals, remarks: asked of the server and kept while looked at.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { freshKey } from "./call";
import { server } from "./generated/server";
import type { LookAtMail, PublishDraft, WriteComment } from "./generated/types";
import { everyPage } from "./pages";

export type {
  ApprovalNeeded,
  ApprovalRequest,
  ClashShown,
  Comment,
  Compared,
  DiffLine,
  DraftPlan,
  DraftShown,
  EntryChange,
  FieldChange,
  JourneyChange,
  Mention,
  StaffShown,
  StepChange,
} from "./generated/types";

export type Inside = PublishDraft["inside"] & string;

/** While somebody is asked, their word is what whoever publishes waits for. */
const ASKED_AGAIN = 4_000;

export const usePlan = (slug: string, inside: Inside) =>
  useQuery({
    queryKey: ["plan", slug, inside],
    queryFn: ({ signal }) => server.drafts.plan({ slug, inside, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.approvals.some((one) => one.state === "asked") ? ASKED_AGAIN : false,
  });

export function usePublishDraft(slug: string) {
  const queries = useQueryClient();
  const last = useRef({ wish: "", key: "" });
  /** Where no answer came, the same said again is answered with what was done the first time. */
  const keyOf = (body: PublishDraft): string => {
    const wish = JSON.stringify(body);
    if (wish !== last.current.wish) last.current = { wish, key: freshKey() };
    return last.current.key;
  };
  return useMutation({
    mutationFn: (body: PublishDraft) => server.drafts.publish({ slug, body, key: keyOf(body) }),
    onSuccess: () =>
      Promise.all(
        [["journey", slug], ["journeys"], ["versions", slug], ["compare", slug]].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useAskApproval(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => server.drafts.ask({ slug, body: { note } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["plan", slug] });
      void queries.invalidateQueries({ queryKey: ["approvals"] });
    },
  });
}

export const useCompared = (slug: string, before: string, after: string) =>
  useQuery({
    queryKey: ["compare", slug, before, after],
    queryFn: ({ signal }) => server.drafts.compare({ slug, before, after, signal }),
    enabled: before !== "" && after !== "",
    staleTime: 0,
  });

export const useApprovals = () =>
  useQuery({
    queryKey: ["approvals"],
    queryFn: () => everyPage((after) => server.approvals.list({ after })),
    refetchInterval: 15_000,
  });

/** What was asked for stays as it is, so it is asked once. */
export const useMailsAsked = (request: string) =>
  useQuery({
    queryKey: ["mails-asked", request],
    queryFn: ({ signal }) => server.approvals.mails({ request_id: request, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The text of a journey as it was asked for. */
export const useJourneyAsked = (request: string) =>
  useQuery({
    queryKey: ["journey-asked", request],
    queryFn: ({ signal }) => server.approvals.journey({ request_id: request, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useMailCompared = (request: string, wish: LookAtMail) =>
  useQuery({
    queryKey: ["mail-compared", request, wish],
    queryFn: ({ signal }) => server.approvals.mail({ request_id: request, body: wish, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });

export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, approve, words }: { id: string; approve: boolean; words: string }) =>
      (approve ? server.approvals.approve : server.approvals.refuse)({ request_id: id, body: { words } }),
    onSettled: () =>
      Promise.all([["approvals"], ["overview"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export const useMentions = () =>
  useQuery({
    queryKey: ["mentions"],
    queryFn: () => everyPage((after) => server.comments.mentions({ after })),
    refetchInterval: 30_000,
  });

/** How many open threads speak to the reader; they stand on the page of approvals. */
export const useOpenMentions = () =>
  useQuery({
    queryKey: ["mentions", "unsettled"],
    queryFn: () => server.comments.mentions({ unsettled: true }),
    select: ({ items }) => items.length,
    refetchInterval: 30_000,
  });

export const useStaff = () =>
  useQuery({
    queryKey: ["staff"],
    queryFn: () => everyPage((after) => server.comments.staff({ after })),
    staleTime: 5 * 60_000,
  });

export const useComments = (slug: string) =>
  useQuery({
    queryKey: ["comments", slug],
    queryFn: () => everyPage((after) => server.comments.list({ slug, after })),
  });

export function useCommenting(slug: string) {
  const queries = useQueryClient();
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ["comments", slug] });
    void queries.invalidateQueries({ queryKey: ["mentions"] });
  };
  const write = useMutation({
    mutationFn: (body: WriteComment) => server.comments.write({ slug, body }),
    onSuccess,
  });
  const settle = useMutation({
    mutationFn: ({ id, settled }: { id: string; settled: boolean }) =>
      (settled ? server.comments.settle : server.comments.reopen)({ comment: id }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => server.comments.remove({ comment: id }),
    onSuccess,
  });
  return { write, settle, remove };
}
