// Cuts a journey's text at its outermost steps, so that after an edit only one of them is read anew.
//
// It cuts only where the cut surely means the same: anything unusual is not cut, and is read in one.

export interface Cut {
  /** Up to the line `steps:`, with it. */
  head: string;
  /** One for each step; what stands between two belongs to the first. */
  items: string[];
  /** What comes behind the steps; mostly empty. */
  tail: string;
}

const STEPS = /^steps:[ \t]*(#.*)?\r?$/;
const NOT_ONE_DOCUMENT = /^(---|\.\.\.|%|\t)/;

interface Line {
  from: number;
  /** Spaces before the first other character. */
  indent: number;
  /** Blank, or a comment and nothing else. */
  empty: boolean;
  dash: boolean;
  text: string;
}

function* linesOf(text: string, from: number): Generator<Line> {
  let at = from;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    let first = at;
    while (text[first] === " ") first++;
    const mark = text[first];
    const behind = text[first + 1];
    yield {
      from: at,
      indent: first - at,
      empty: first >= next || mark === "\n" || mark === "\r" || mark === "#",
      dash: mark === "-" && (behind === undefined || behind === " " || behind === "\n" || behind === "\r"),
      text: first === at ? text.slice(at, end < 0 ? next : end) : "",
    };
    at = next;
  }
}

/** Where the list of steps begins: behind the line `steps:`. */
function headEnd(text: string): number | null {
  let found: number | null = null;
  for (const line of linesOf(text, 0)) {
    if (found !== null) return line.from;
    if (NOT_ONE_DOCUMENT.test(line.text)) return null;
    if (STEPS.test(line.text)) found = line.from;
  }
  return null;
}

/** Null where the text has to be read in one. */
export function cut(text: string): Cut | null {
  const begin = headEnd(text);
  if (begin === null) return null;
  const starts: number[] = [];
  let column = -1;
  let tail = text.length;
  for (const line of linesOf(text, begin)) {
    if (NOT_ONE_DOCUMENT.test(line.text)) return null;
    if (line.empty) continue;
    if (column < 0) {
      if (!line.dash) return null;
      column = line.indent;
    }
    if (line.dash && line.indent === column) starts.push(line.from);
    else if (line.indent === 0) {
      tail = line.from;
      break;
    } else if (line.indent <= column) return null;
  }
  if (starts.length === 0) return null;
  const items = starts.map((start, index) =>
    text.slice(index === 0 ? begin : start, starts[index + 1] ?? tail),
  );
  return { head: text.slice(0, begin), items, tail: text.slice(tail) };
}
