// After an answer was called otherwise: the form is saved, then everything in the journey that speaks of the answer.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { forgetNames, writeFiles } from "~/api/draftFiles";
import { asProblem } from "~/api/problem";
import type { SavedText } from "~/features/messages/editor/useSavedText";
import { following, type Renamed } from "./model/following";

export interface Following {
  /** The files that followed last, and why they could not. */
  files: readonly string[];
  failed: string;
  follow: (renamed: readonly Renamed[], text: string) => void;
}

export function useFollowing(slug: string, saved: SavedText): Following {
  const queries = useQueryClient();
  const [{ files, failed }, setTold] = useState<Pick<Following, "files" | "failed">>({
    files: [],
    failed: "",
  });
  const follow = async (renamed: readonly Renamed[]) => {
    try {
      await saved.flush();
      const changed = await writeFiles(slug, (now) => following(now, renamed));
      setTold({ files: Object.keys(changed?.written ?? {}), failed: "" });
      if (!changed) return;
      saved.adopt(changed.draft);
      queries.setQueryData(["own-draft", slug], changed.draft);
      await forgetNames(queries, slug);
    } catch (error) {
      setTold({ files: [], failed: asProblem(error).detail });
    }
  };
  // One after the other: what follows a second name looks for the first one.
  const last = useRef<Promise<void>>(Promise.resolve());
  return {
    files,
    failed,
    follow: (renamed, text) => {
      if (renamed.length === 0) return;
      saved.told(text);
      last.current = last.current.then(() => follow(renamed));
    },
  };
}
