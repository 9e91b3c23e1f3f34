// Calls a message otherwise on its own page: one save for all its files and the journey, one step of the canvas's history.
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { forgetNames, writeFiles } from "~/api/draftFiles";
import type { DraftShown } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { ApiProblem } from "~/api/problem";
import { keepAside } from "~/features/designer/drafts/fromAside";
import { Observable, useObserved } from "~/features/designer/view/observable";
import { useCameFrom } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { fileOf } from "./files";
import { renamed } from "./renaming";

type Written = Record<string, string | null>;

/** Throws what stands in the way, in words. */
export function renamedFiles(files: Readonly<Record<string, string>>, from: string, to: string): Written {
  const found = renamed(files, from, to);
  if (typeof found !== "string") return found;
  const words = w.composing.rename.refused[found];
  throw new ApiProblem(409, `rename-${found}`, words, words);
}

/** The whole draft that is there now with the message renamed: one save. */
export async function saveRenamed(slug: string, now: DraftShown, from: string, to: string) {
  const files = renamedFiles(now.files, from, to);
  return { draft: await server.drafts.save({ slug, ifMatch: String(now.revision), body: { files } }) };
}

interface Renaming {
  slug: string;
  from: string;
  to: string;
}

/** What was renamed last on these pages; it can be taken back until the page is loaded again. */
const last = new Observable<{ renaming: Renaming | null }>({ renaming: null });

export const useRenamed = (slug: string, name: string): Renaming | null => {
  const renaming = useObserved(last, (state) => state.renaming);
  return renaming?.slug === slug && renaming.to === name ? renaming : null;
};

export const forgetRenamed = (): void => last.set({ renaming: null });

/** The tab's own storage; where it is forbidden, the canvas only sees another text. */
function shelfOfTab(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

interface Asked {
  slug: string;
  name: string;
  /** Of the file that is open; "" for the organisation's own. */
  language: string;
  /** Saves what is not saved. */
  flush: () => Promise<void>;
}

/** Rejects where it cannot be done. `quiet`: it takes another back and is not offered to be taken back itself. */
export function useRename({ slug, name, language, flush }: Asked) {
  const queries = useQueryClient();
  const { from } = useCameFrom();
  const [, go] = useLocation();
  return async (to: string, quiet = false): Promise<void> => {
    await flush();
    const { etag } = await server.journeys.show({ slug });
    let before: Readonly<Record<string, string>> = {};
    const saved = await writeFiles(slug, (now) => {
      before = now;
      return renamedFiles(now, name, to);
    });
    if (!saved) return;
    const shelf = shelfOfTab();
    const deed = { did: "renamed" as const, what: name };
    if (shelf) keepAside({ slug, etag, deed, before, after: saved.draft }, shelf, Date.now());
    last.set({ renaming: quiet ? null : { slug, from: name, to } });
    queries.setQueryData(["own-draft", slug], saved.draft);
    go(`/drafts/${slug}/messages/${fileOf(to, language)}${from}`);
    await forgetNames(queries, slug);
  };
}
