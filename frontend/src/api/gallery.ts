// The journeys to begin from, and drafts that were never published.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";
import { everyPage } from "./pages";
import { useSession } from "./session";

export const useGallery = () =>
  useQuery({
    queryKey: ["gallery"],
    queryFn: () => server.gallery.list(),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useTemplateText = (slug: string) =>
  useQuery({
    queryKey: ["gallery", slug],
    queryFn: () => server.gallery.text({ slug }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** From one of the gallery; null: with an empty canvas. */
export function useBegin(template: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ owner, ...body }: { journey: string; title: string; owner: string }) =>
      template === null
        ? server.gallery.begin({ body: { ...body, owner } })
        : server.gallery.use({ slug: template, body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["own-drafts"] });
      void queries.invalidateQueries({ queryKey: ["journeys"] });
    },
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
