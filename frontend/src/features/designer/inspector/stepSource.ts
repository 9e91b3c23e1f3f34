// The text of one step, moved to the left margin.
import type { Place } from "../model/document";

export function stepSource(text: string, place: Place): string {
  const lineStart = text.lastIndexOf("\n", place.from - 1) + 1;
  const indent = place.from - lineStart;
  const [first = "", ...rest] = text.slice(place.from, place.to).split("\n");
  const moved = rest.map((line) => (line.slice(0, indent).trim() === "" ? line.slice(indent) : line));
  return [first, ...moved].join("\n").trimEnd();
}
