// The text of one message and the draft it belongs to, kept together: saved a moment after the last letter.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { forgetNames, writeFile } from "~/api/draftFiles";
import { server } from "~/api/generated/server";
import type { DraftShown } from "~/api/generated/types";
import { DraftSaver, type Phase } from "~/features/designer/drafts/saver";
import { useLeaveWarning } from "~/features/designer/editor/useLeaveWarning";

export interface SavedText {
  text: string;
  setText: (text: string) => void;
  phase: Phase;
  /** What the server has, as far as is known. */
  served: string;
  /** Saves at once what is not saved. */
  flush: () => Promise<void>;
  /** This is the text by now, though the page has not drawn it yet: what is flushed is this. */
  told: (text: string) => void;
  /** Other files of the draft were written: this is its newest revision. */
  adopt: (draft: DraftShown) => void;
  /** Writes over what another window of this person saved in this very message. */
  keepThis: () => Promise<void>;
  /** What another window saved. */
  takeOther: () => Promise<string>;
}

/** `begins`: what was not saved yet when the page was loaded again. */
export function useSavedText(slug: string, file: string, draft: DraftShown, begins?: string): SavedText {
  const queries = useQueryClient();
  const [text, setText] = useState(begins ?? draft.files[file] ?? "");
  const [saver] = useState(() => {
    const made: DraftSaver = new DraftSaver(async (now, revision) => {
      const seen = made.get().draft?.files[file];
      const saved = await writeFile({ slug, file, text: now, revision, seen });
      queries.setQueryData(["own-draft", slug], saved);
      void forgetNames(queries, slug);
      return saved;
    }, file);
    made.adopt(draft);
    return made;
  });
  const { phase, draft: known } = useSyncExternalStore(saver.subscribe, saver.get);
  useEffect(() => saver.text(text), [saver, text]);
  useEffect(() => () => saver.stop(), [saver]);
  useLeaveWarning(phase !== "resting");
  const newest = async () => {
    const now = await server.drafts.show({ slug });
    saver.adopt(now);
    return now;
  };
  return {
    text,
    setText,
    phase,
    served: known?.files[file] ?? "",
    flush: saver.flush,
    told: saver.text,
    adopt: saver.adopt,
    keepThis: () => newest().then(saver.flush),
    takeOther: async () => {
      const other = (await server.drafts.show({ slug })).files[file] ?? "";
      setText(other);
      saver.text(other);
      await newest();
      return other;
    },
  };
}
