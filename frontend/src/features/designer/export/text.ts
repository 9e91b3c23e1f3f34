// Words broken into the lines of a drawing, stressed words kept. How wide a word is, the caller knows. Pure.

export interface Piece {
  text: string;
  strong: boolean;
}

/** How much room a text takes; stressed words are set bolder. */
export type Width = (text: string, strong?: boolean) => number;

/** As much as fits, on one line. */
export function clipped(text: string, room: number, width: Width): string {
  if (width(text) <= room) return text;
  let kept = text;
  while (kept.length > 1 && width(`${kept}…`) > room) kept = kept.slice(0, -1).trimEnd();
  return `${kept}…`;
}

/** A sentence whose *stressed words* are marked; the last of too many lines ends in an ellipsis. */
export function broken(sentence: string, room: number, most: number, width: Width): Piece[][] {
  const words = sentence
    .split("*")
    .flatMap((part, index) => part.split(/(?<=\s)|(?=\s)/).map((text) => ({ text, strong: index % 2 === 1 })))
    .filter(({ text }) => text !== "");
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const [index, { text, strong }] of words.entries()) {
    const line = lines.at(-1) ?? [];
    const wide = width(text, strong);
    if (text.trim() === "") {
      if (line.length > 0) line.push({ text: " ", strong: false });
      used += line.length > 0 ? wide : 0;
      continue;
    }
    const piece = { text: clipped(text, room, (one) => width(one, strong)), strong };
    // A comma or colon that follows without a space stays with its word.
    const glued = line.at(-1) !== undefined && line.at(-1)?.text !== " ";
    if (used > 0 && !glued && used + wide + following(words, index, width) > room) {
      lines.push([piece]);
      used = wide;
    } else {
      line.push(piece);
      used += wide;
    }
  }
  return lines.length <= most ? lines.map(joined) : shortened(lines.slice(0, most), room, width).map(joined);
}

/** How much room what hangs on this word takes: all up to the next space. */
function following(words: readonly Piece[], index: number, width: Width): number {
  const rest = words.slice(index + 1);
  const end = rest.findIndex(({ text }) => text.trim() === "");
  return rest
    .slice(0, end < 0 ? undefined : end)
    .reduce((sum, { text, strong }) => sum + width(text, strong), 0);
}

/** There is more than these lines: the last gives way to an ellipsis. */
function shortened(lines: Piece[][], room: number, width: Width): Piece[][] {
  const last = [...(lines.at(-1) ?? [])];
  const used = () => last.reduce((sum, { text, strong }) => sum + width(text, strong), width("…"));
  while (last.length > 1 && (used() > room || last.at(-1)?.text === " ")) last.pop();
  return [...lines.slice(0, -1), [...last, { text: "…", strong: false }]];
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
