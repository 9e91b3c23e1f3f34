// A journey as it is drawn when it is taken along, only looked at: in the words and colours of who looks.
import { useMemo } from "react";
import { pagePaint } from "~/features/designer/export/paint";
import { Drawing } from "~/features/designer/export/Sheet";
import { readDraft } from "~/features/designer/model/editing";
import { draw, place } from "~/features/designer/model/picture";

const ALONE = { problems: [], numbers: false, folded: new Set<string>(), classes: {} };

export function Sketch({ source, title }: { source: string; title: string }) {
  const picture = useMemo(() => {
    const { document } = readDraft(source);
    return document && draw(document, place(document, ALONE), null, false);
  }, [source]);
  return picture && <Drawing picture={picture} title={title} paint={pagePaint} />;
}
