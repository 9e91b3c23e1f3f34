// The journeys to begin from, and drafts that were never published.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";
import type { UseTemplate } from "./generated/types";
import { everyPage } from "./pages";
import { useSession } from "./session";

export const useGallery = () =>
  useQuery({
    queryKey: ["gallery"],
    queryFn: () => server.gallery.list(),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useTemplatePicture = (slug: string) =>
  useQuery({
    queryKey: ["gallery", slug],
    queryFn: () => server.gallery.picture({ slug }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useBegin(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: UseTemplate) => server.gallery.use({ slug, body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["own-drafts"] }),
  });
}

/** Only the caller's own, the latest first. */
export function useOwnDrafts() {
  const { data: session } = useSession();
  const own = session?.account.id;
  return useQuery({
    queryKey: ["own-drafts", own],
    queryFn: () => everyPage((after) => server.drafts.list({ after })),
    select: (drafts) => drafts.filter(({ account }) => account === own),
    enabled: own !== undefined,
  });
}

export const useOwnDraft = (slug: string) =>
  useQuery({ queryKey: ["own-draft", slug], queryFn: () => server.drafts.show({ slug }), retry: false });

/** Refused with every problem while the draft does not compile. */
export const useOwnPlan = (slug: string, revision: number | undefined) =>
  useQuery({
    queryKey: ["own-plan", slug, revision],
    queryFn: () => server.drafts.plan({ slug }),
    enabled: revision !== undefined,
    retry: false,
  });

export function useSaveFile(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { file: string; text: string; revision: number }) =>
      server.drafts.save({
        slug,
        ifMatch: String(asked.revision),
        body: { files: { [asked.file]: asked.text } },
      }),
    onSuccess: (draft) => queries.setQueryData(["own-draft", slug], draft),
  });
}

export function usePublishOwn(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (plan: { base: string; target: string }) =>
      server.drafts.publish({ slug, body: { ...plan, note: "", inside: "stay" } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["journeys"] }),
  });
}

export function useAskOwn(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => server.drafts.ask({ slug, body: { note: "" } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["own-plan", slug] }),
  });
}

export function useDiscardOwn(slug: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => server.drafts.discard({ slug }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ["own-draft", slug] });
      void queries.invalidateQueries({ queryKey: ["own-drafts"] });
    },
  });
}
