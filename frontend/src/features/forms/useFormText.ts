// The text of one form: saved in its draft a moment after each change, and every change can be taken back.
import { useState } from "react";
import type { DraftShown } from "~/api/generated/types";
import { recallEdits } from "~/features/designer/draft/kept";
import { type TextHistory, useTextHistory } from "~/features/designer/draft/useTextHistory";
import { type SavedText, useSavedText } from "~/features/messages/editor/useSavedText";
import { fileOf } from "./model/files";
import { renamedBetween } from "./model/renaming";
import { type Following, useFollowing } from "./useFollowing";

export interface FormText extends TextHistory {
  saved: SavedText;
  text: string;
  /** How the rest of the journey follows when an answer is called otherwise. */
  following: Following;
}

const shelf = (slug: string, name: string) => `careloom.edits.${slug}/${fileOf(name)}`;

export function useFormText(slug: string, name: string, draft: DraftShown): FormText {
  const file = fileOf(name);
  const [begins] = useState(() => recallEdits(shelf(slug, name), draft.files[file] ?? "")?.text);
  const saved = useSavedText(slug, file, draft, begins);
  const { text, setText, served } = saved;
  const following = useFollowing(slug, saved);
  const history = useTextHistory({
    name: shelf(slug, name),
    text,
    setText,
    served,
    onDone: ({ before, after, deed }) => {
      if (deed.did === "renamed") following.follow(renamedBetween(before, after), after);
    },
  });
  return { ...history, saved, text, following };
}
