// Keeps the text of the page and the draft on the server together: opens it, saves it, hears of others.
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { forgetNames, writeFile } from "~/api/draftFiles";
import type { DraftShown } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { useMay, useSession } from "~/api/session";
import { listenTogether, type Visitor } from "~/api/together";
import type { JourneyDetail } from "~/api/types";
import { useStore } from "../store";
import { DraftSaver, FILE, type Saving } from "./saver";
import { keepSent, keepSynced, takeUp } from "./synced";
import { useFollowedIds } from "./useFollowedIds";
import { type Become, useWhole } from "./useWhole";

export interface Drafting extends Saving {
  /** Other people who have this journey open. */
  people: Visitor[];
  slug: string;
  flush: () => Promise<void>;
  /** Writes another file of the draft: a message, a form. */
  keep: (file: string, text: string) => Promise<void>;
  /** Does something to the whole draft: one step of the history, which undo takes back with all its files. */
  become: Become;
  /** Shows what another window of this person saved; undo brings back the text that was here. */
  show: (draft: DraftShown) => void;
  /** Asks the server anew what it has; what is on the page stays. */
  refresh: () => Promise<DraftShown>;
}

const DraftContext = createContext<Drafting | null>(null);

export function useDrafting(): Drafting {
  const found = useContext(DraftContext);
  if (!found) throw new Error("drafts are only there inside a journey's page");
  return found;
}

/** Null outside of a journey's page: a form may be shown elsewhere. */
export const useDraftingHere = () => useContext(DraftContext);

export function DraftProvider({ journey, children }: { journey: JourneyDetail; children: ReactNode }) {
  const { slug } = journey;
  const store = useStore();
  const author = useMay("author");
  const queries = useQueryClient();
  const me = useSession().data?.account.id;
  const [people, setPeople] = useState<Visitor[]>([]);
  const [saver] = useState(() => {
    const made: DraftSaver = new DraftSaver((text, revision) =>
      writeFile({ slug, file: FILE, text, revision, seen: made.get().draft?.files[FILE], sent: made.sent }),
    );
    return made;
  });
  const saving = useSyncExternalStore(saver.subscribe, saver.get);
  const refresh = useCallback(async () => {
    const draft = await server.drafts.show({ slug });
    saver.adopt(draft);
    return draft;
  }, [saver, slug]);
  const keep = useCallback(
    async (file: string, text: string) => {
      await saver.flush();
      const known = saver.get().draft ?? (await refresh());
      const seen = known.files[file];
      saver.adopt(await writeFile({ slug, file, text, revision: known.revision, seen }));
      await forgetNames(queries, slug);
    },
    [queries, refresh, saver, slug],
  );
  useFollowedIds(store, saver, keep);
  const become = useWhole(slug, store, saver);
  const show = useCallback(
    (draft: DraftShown) => {
      const text = draft.files[FILE];
      if (text !== undefined) store.edit(text);
      saver.text(store.get().text);
      saver.adopt(draft);
    },
    [saver, store],
  );

  useEffect(() => {
    if (!author) return;
    let gone = false;
    const follow = store.subscribe(() => saver.text(store.get().text));
    const remember = saver.subscribe(() => {
      const { draft, phase } = saver.get();
      if (phase === "saving") keepSent(slug, saver.sent);
      if (draft && phase === "resting" && draft.files[FILE] === store.get().text) keepSynced(slug, draft);
    });
    void server.drafts
      .show({ slug })
      .then((found) => {
        if (gone) return;
        const { text, base } = store.get();
        const taken = takeUp(slug, text, found);
        if ((found.revision > 0 && text === base) || (text !== base && taken.show)) return show(found);
        // Whoever typed before the server had answered typed on what it has now.
        if (taken.draft === found) keepSynced(slug, found);
        saver.adopt(text === base ? found : taken.draft);
        saver.text(text);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
      follow();
      remember();
      saver.stop();
    };
  }, [author, saver, show, slug, store]);

  const seen = useRef({ workspace: "", remarks: "" });
  useEffect(
    () =>
      listenTogether(slug, (state) => {
        setPeople(state.people.filter((one) => one.account !== me));
        const { workspace, remarks } = seen.current;
        seen.current = state;
        if (workspace && workspace !== state.workspace) {
          void queries.invalidateQueries({ queryKey: ["journey", slug] });
          if (author) void refresh();
        }
        if (remarks && remarks !== state.remarks)
          void queries.invalidateQueries({ queryKey: ["comments", slug] });
        const { draft, phase } = saver.get();
        if (author && draft && phase === "resting" && state.draft > draft.revision) {
          if (saver.unsaved) saver.elsewhere();
          else void server.drafts.show({ slug }).then(show);
        }
      }),
    [author, me, queries, refresh, saver, show, slug],
  );

  useEffect(() => {
    const { draft } = saving;
    const takenIn = draft !== null && draft.revision > 0 && draft.behind.length === 0;
    // Published, but the answer was lost: the draft is gone, and its text is the journey's.
    const published = draft !== null && store.get().text === journey.source;
    if ((takenIn || published) && journey.etag !== store.get().etag)
      store.rebase(journey.source, journey.etag);
  }, [journey, saving, store]);

  const value = useMemo(
    () => ({ ...saving, slug, people, flush: saver.flush, keep, become, show, refresh }),
    [saving, slug, people, saver, keep, become, show, refresh],
  );
  return <DraftContext.Provider value={value}>{children}</DraftContext.Provider>;
}
