// Words broken into the lines of a drawing, stressed words kept. Pure.

export interface Piece {
  text: string;
  strong: boolean;
}

/** A sentence whose *stressed words* are marked; the last of too many lines ends in an ellipsis. */
export function broken(sentence: string, letters: number, most: number): Piece[][] {
  const words = sentence
    .split("*")
    .flatMap((part, index) => part.split(/(?<=\s)|(?=\s)/).map((text) => ({ text, strong: index % 2 === 1 })))
    .filter(({ text }) => text !== "");
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const { text, strong } of words) {
    const line = lines.at(-1) ?? [];
    if (text.trim() === "") {
      if (line.length > 0) line.push({ text: " ", strong: false });
      used += line.length > 0 ? 1 : 0;
      continue;
    }
    if (used > 0 && used + text.length > letters) {
      lines.push([{ text, strong }]);
      used = text.length;
    } else {
      line.push({ text, strong });
      used += text.length;
    }
  }
  if (lines.length <= most) return lines.map(joined);
  const kept = lines.slice(0, most);
  const last = kept.at(-1);
  if (last?.at(-1)?.text === " ") last.pop();
  last?.push({ text: "…", strong: false });
  return kept.map(joined);
}

/** Neighbours that are set alike become one piece. */
function joined(line: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { text, strong } of line) {
    const last = pieces.at(-1);
    if (last && (last.strong === strong || text === " ")) last.text += text;
    else pieces.push({ text, strong });
  }
  return pieces;
}

/** As much as fits, on one line. */
export const clipped = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
