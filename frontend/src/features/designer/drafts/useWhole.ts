// Writes of the draft that change more than the journey's text (a version restored, others' changes taken in, the draft
// discarded): each is one named step of the history, which is taken back and done again with all its files.
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { forgetNames } from "~/api/draftFiles";
import type { DraftShown } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { ApiProblem, asProblem } from "~/api/problem";
import { w } from "~/words";
import type { Deed } from "../model/editing";
import type { DesignerStore } from "../store";
import { filesBetween, putting } from "./beside";
import { type DraftSaver, FILE } from "./saver";

/** Does something to the draft of now, all its files; what came of it is shown. */
export type Become = <T extends { draft: DraftShown }>(
  deed: Deed,
  write: (now: DraftShown) => Promise<T>,
) => Promise<T>;

const moved = () => new ApiProblem(412, "draft-moved", w.drafts.elsewhere, w.drafts.elsewhere);

export function useWhole(slug: string, store: DesignerStore, saver: DraftSaver): Become {
  const queries = useQueryClient();
  const whole = useCallback(
    async <T extends { draft: DraftShown }>(
      write: (now: DraftShown) => Promise<T>,
      shown: (before: DraftShown, after: DraftShown) => void,
    ): Promise<T> => {
      const { done, draft } = await saver.instead(async () => {
        const before = await server.drafts.show({ slug });
        if (before.files[FILE] !== store.get().text) throw moved();
        const done = await write(before);
        shown(before, done.draft);
        return { done, draft: done.draft };
      });
      queries.setQueryData(["own-draft", slug], draft);
      await forgetNames(queries, slug);
      return done;
    },
    [queries, saver, slug, store],
  );

  useEffect(
    () =>
      store.putFilesBy(async (turn, taken) => {
        let staying: string[] = [];
        const put = async (now: DraftShown) => {
          const { put, stay } = putting(turn.files, now.files);
          staying = stay;
          const body = { files: { ...put, [FILE]: turn.text } };
          return { draft: await server.drafts.save({ slug, ifMatch: String(now.revision), body }) };
        };
        try {
          await whole(put, taken);
          if (staying.length > 0) notifications.show({ message: w.drafts.stay(staying), autoClose: false });
        } catch (error) {
          notifications.show({ color: "red", message: asProblem(error).detail });
        }
      }),
    [slug, store, whole],
  );

  return useCallback(
    (deed, write) =>
      whole(write, (before, after) =>
        store.become(after.files[FILE] ?? store.get().text, deed, filesBetween(before.files, after.files)),
      ),
    [store, whole],
  );
}
