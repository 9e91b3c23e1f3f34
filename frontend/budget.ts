// The build fails when what can be loaded before the editors grows beyond the budget: everything compressed, but for
// the chunks that come only when an editor of text is opened. A page speaks one language, so the larger one counts.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

export const MOST = 600_000; // bytes of gzip

const EDITOR = /node_modules\/(@codemirror|@lezer|@marijn|style-mod|w3c-keyname|crelt)\//;
const LANGUAGE = /\/src\/words\/[a-z]{2}\/index\.ts$/;

interface Piece {
  name: string;
  bytes: number;
  /** It belongs to the editor, and comes only when one is opened. */
  editor: boolean;
  /** It holds the words of one language, and comes without the others. */
  language?: boolean;
}

const sum = (pieces: Piece[]) => pieces.reduce((all, { bytes }) => all + bytes, 0);

function total(pieces: Piece[]): number {
  const languages = pieces.filter(({ language }) => language);
  return (
    sum(pieces.filter(({ language }) => !language)) + Math.max(0, ...languages.map(({ bytes }) => bytes))
  );
}

/** What is wrong with the sizes; "" where nothing is. */
export function judged(pieces: Piece[], startsWithEditor: boolean, most = MOST): string {
  if (startsWithEditor) return "The editor is loaded with the first page; import it where it is opened.";
  const bytes = total(pieces.filter(({ editor }) => !editor));
  if (bytes <= most) return "";
  const largest = pieces
    .filter(({ editor }) => !editor)
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, 5)
    .map((piece) => `${piece.name} ${piece.bytes}`);
  return `${bytes} bytes before the editors; ${most} are allowed. The largest: ${largest.join(", ")}.`;
}

/** Everything a chunk brings with it at once. */
function broughtBy(name: string, imports: ReadonlyMap<string, string[]>, seen = new Set<string>()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of imports.get(name) ?? []) broughtBy(next, imports, seen);
  return seen;
}

export const budget = (): Plugin => ({
  name: "careloom-budget",
  apply: "build",
  generateBundle(_, bundle) {
    const imports = new Map<string, string[]>();
    const pieces: Piece[] = [];
    let entry = "";
    for (const [name, part] of Object.entries(bundle)) {
      if (!/\.(js|css|html)$/.test(name)) continue;
      const bytes = gzipSync(part.type === "chunk" ? part.code : part.source).length;
      const editor = part.type === "chunk" && part.moduleIds.some((id) => EDITOR.test(id));
      const language = part.type === "chunk" && part.moduleIds.some((id) => LANGUAGE.test(id));
      if (part.type === "chunk") imports.set(name, part.imports);
      if (part.type === "chunk" && part.isEntry) entry = name;
      pieces.push({ name, bytes, editor, language });
    }
    const first = broughtBy(entry, imports);
    const wrong = judged(
      pieces,
      pieces.some(({ name, editor }) => editor && first.has(name)),
    );
    if (wrong) this.error(wrong);
    const [rest, editors] = [false, true].map((which) =>
      total(pieces.filter((each) => each.editor === which)),
    );
    this.info(`${rest} bytes of gzip before the editors (at most ${MOST}), ${editors} in the editors`);
  },
});
