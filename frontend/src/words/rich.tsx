// A sentence with something else in the middle of it: "Press <key>A</key> to add a step".
import { Fragment, type ReactNode } from "react";

/** Each `<name>…</name>` of the text becomes what `parts[name]` makes of the words inside; no other markup is known. */
export function rich(text: string, parts: Record<string, (inner: string) => ReactNode>): ReactNode {
  const pieces = text.split(/(<([a-z]+)>.*?<\/\2>)/g);
  const made: ReactNode[] = [];
  for (let at = 0; at < pieces.length; at += 3) {
    made.push(pieces[at]);
    const tag = pieces[at + 2];
    if (tag === undefined) continue;
    const inner = (pieces[at + 1] ?? "").slice(tag.length + 2, -(tag.length + 3));
    made.push(<Fragment key={`${tag}-${at}`}>{parts[tag]?.(inner) ?? inner}</Fragment>);
  }
  return <>{made}</>;
}
