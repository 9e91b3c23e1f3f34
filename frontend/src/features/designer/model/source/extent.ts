// Where the text of a node ends, and how far what belongs to it reaches.
import type { Node } from "./tree";

/** Behind the last character of what is written; comments behind it do not count. */
export function contentEnd(node: Node): number {
  if (node.type === "word" || node.flow) return node.to;
  if (node.type === "map") {
    const last = node.entries.at(-1);
    return last ? (last.node ? contentEnd(last.node) : last.colon) : node.to;
  }
  const last = node.items.at(-1);
  return last ? last.shift + (last.node ? contentEnd(last.node) : last.dash + 1) : node.to;
}
