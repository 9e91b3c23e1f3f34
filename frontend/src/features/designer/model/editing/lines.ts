// Lines of a text by offset, and blocks of lines moved to another column.

export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** Behind the line end; behind the text where the last line has none. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** The begin of the line behind something that ends at `at`. */
export const behindLine = (text: string, at: number): number =>
  at > 0 && text[at - 1] === "\n" ? at : lineEnd(text, at);

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** How the text ends its lines. */
export const lineBreak = (text: string): string => (/\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n");

export const isBlank = (line: string): boolean => line.trim() === "";

export const isComment = (line: string): boolean => /^\s*#/.test(line);

/** A line of a parked step: a comment that nobody else may take along. */
export const isParked = (line: string): boolean => /^\s*#(\||\s*parked:)/.test(line);

export const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

export const lineAt = (text: string, start: number): string => text.slice(start, lineEnd(text, start));

/** Back over empty lines, but not over `floor`. */
export function overBlanksUp(text: string, at: number, floor: number): number {
  let now = at;
  while (now > floor) {
    const above = lineStart(text, now - 1);
    if (above < floor || !isBlank(text.slice(above, now))) break;
    now = above;
  }
  return now;
}

export function overBlanksDown(text: string, at: number): number {
  let now = at;
  while (now < text.length && isBlank(lineAt(text, now))) now = lineEnd(text, now);
  return now;
}

/** Whether comments deeper than a column follow, which a block scalar at that column would take for its own lines. */
export function deepCommentsBelow(text: string, at: number, column: number): boolean {
  const line = lineAt(text, overBlanksDown(text, at));
  return isComment(line) && indentOf(line) > column;
}

/** Whole lines, and the column at which the first thing of them stands. Every line ends with a line break. */
export interface Block {
  text: string;
  column: number;
}

export function blockOf(text: string, column: number): Block {
  return { text: text === "" || text.endsWith("\n") ? text : `${text}\n`, column };
}

/** The lines moved sideways; the structure inside them stays. */
export function atColumn({ text, column }: Block, to: number): string {
  if (column === to) return text;
  const pad = " ".repeat(to);
  return text
    .split("\n")
    .map((line) => {
      const rest = line.slice(Math.min(column, indentOf(line)));
      return rest === "" || rest === "\r" ? rest : pad + rest;
    })
    .join("\n");
}

/** With the line breaks of another text. */
export const withBreaks = (text: string, eol: string): string => text.replace(/\r?\n/g, eol);
