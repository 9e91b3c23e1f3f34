// The lines of a text, and which of them another text has not. Pure.

export interface Line {
  text: string;
  /** The other text has no such line. */
  own: boolean;
}

export function linesAgainst(text: string, other: string): Line[] {
  const known = new Set(other.split("\n").map((line) => line.trim()));
  return text
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => ({ text: line, own: line.trim() !== "" && !known.has(line.trim()) }));
}
