// A journey as it is drawn when it is taken along, only looked at: in the words and colours of who looks.
import { useMemo } from "react";
import { pagePaint } from "~/features/designer/export/paint";
import { Drawing } from "~/features/designer/export/Sheet";
import { readDraft } from "~/features/designer/model/editing";
import { draw, place } from "~/features/designer/model/picture";
import { titlesIn } from "~/features/designer/model/titles";

const ALONE = { problems: [], numbers: false, folded: new Set<string>(), classes: {} };

interface Props {
  source: string;
  title: string;
  /** Of its messages, by their names. */
  subjects: Readonly<Record<string, string>> | undefined;
}

export function Sketch({ source, title, subjects }: Props) {
  const picture = useMemo(() => {
    const { document } = readDraft(source);
    return document && draw(document, place(document, { ...ALONE, titles: titlesIn(subjects) }), null, false);
  }, [source, subjects]);
  return picture && <Drawing picture={picture} title={title} paint={pagePaint} />;
}
