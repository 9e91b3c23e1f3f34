// The lines with carets out of what the compiler prints at the command line. Pure.

/** Numbered lines and the marks below them: `9│     mesage: hello` and ` │     ^^^^^^`. */
const MARKED = /^\s*\d*\s*│/;

export const excerptOf = (printed: string): string[] =>
  printed
    .split("\n")
    .filter((line) => MARKED.test(line))
    .map((line) => line.trimEnd());
