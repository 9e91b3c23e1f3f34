// Where the cursor stands in YAML that is being written: by lines, dashes and columns alone, so that a half-written
// line takes nothing away. Pure.

/** A mapping around the cursor, the outermost first. */
export interface Level {
  /** The key that leads inside. */
  key: string;
  /** All keys that were written in this mapping before the cursor. */
  keys: readonly string[];
}

export interface Stand {
  above: readonly Level[];
  /** The key whose value is being written; null where a key is. */
  key: string | null;
  /** The keys beside the cursor, above and below it. */
  siblings: readonly string[];
  /** What stands between the start of the word, or of the value, and the cursor. */
  prefix: string;
  /** The cursor's line holds a dash before it: a mapping may begin here. */
  item: boolean;
  /** Inside braces or brackets. */
  flow: boolean;
}

interface Open {
  column: number;
  keys: string[];
}

const LINE = /^([ \t]*)((?:-(?:[ \t]+|$))*)(.*)$/;
const KEY = /^("[^"]*"|'[^']*'|[^\s#\-[{"'][^:#]*|-[^\s:][^:#]*):(?:[ \t]+|$)/;
const BLOCK = /^[|>][0-9+-]*\s*(#.*)?$/;

interface Parts {
  dashes: number[];
  column: number;
  key: string | null;
  /** Behind the key, or behind the dashes. */
  rest: string;
}

const bare = (key: string): string => key.trim().replace(/^(["'])(.*)\1$/, "$2");

function partsOf(line: string): Parts {
  const [, indent = "", dashed = "", rest = ""] = LINE.exec(line) ?? [];
  const dashes = [...dashed].flatMap((char, at) => (char === "-" ? [indent.length + at] : []));
  const found = KEY.exec(rest);
  const column = indent.length + dashed.length;
  if (!found) return { dashes, column, key: null, rest };
  return { dashes, column, key: bare(found[1] ?? ""), rest: rest.slice(found[0].length) };
}

class Sketch {
  readonly open: Open[] = [];
  /** Lines deeper than this column belong to a text in block style. */
  private block: number | null = null;

  add(line: string): void {
    if (line.trim() === "") return;
    const parts = partsOf(line);
    if (this.block !== null && line.search(/\S/) > this.block) return;
    this.block = null;
    if (/^\s*#/.test(line)) return;
    this.take(parts);
    if (parts.key !== null && BLOCK.test(parts.rest)) this.block = parts.column;
  }

  take({ dashes, column, key }: Parts): void {
    for (const dash of dashes) this.close(dash);
    if (key === null) return;
    this.close(column);
    const top = this.open.at(-1);
    if (top?.column === column) top.keys.push(key);
    else this.open.push({ column, keys: [key] });
  }

  /** Leaves what is deeper. */
  close(column: number): void {
    while ((this.open.at(-1)?.column ?? -1) > column) this.open.pop();
  }

  levels(): Level[] {
    return this.open.map(({ keys }) => ({ key: keys.at(-1) ?? "", keys }));
  }
}

/** The keys of the cursor's own mapping in the lines below it. */
function keysBelow(below: readonly string[], column: number): string[] {
  const found: string[] = [];
  for (const line of below) {
    if (line.trim() === "" || /^\s*#/.test(line)) continue;
    const parts = partsOf(line);
    if (Math.min(parts.column, ...parts.dashes) < column) break;
    if (parts.column === column && parts.key !== null) found.push(parts.key);
  }
  return found;
}

interface Flow {
  levels: Level[];
  key: string | null;
  siblings: string[];
  word: string;
  /** Brackets alone. */
  brackets: boolean;
}

/** What is open in a value of braces and brackets; null where none is. */
function flowOf(value: string): Flow | null {
  const open: { brace: boolean; keys: string[]; key: string | null }[] = [];
  let [word, quote] = ["", ""];
  for (const char of value) {
    if (quote) {
      if (char === quote) quote = "";
      word += char;
    } else if ((char === '"' || char === "'") && word.trim() === "") {
      quote = char;
      word += char;
    } else if ((char === "{" || char === "[") && word.trim() === "") {
      open.push({ brace: char === "{", keys: [], key: null });
      word = "";
    } else if ((char === "}" || char === "]") && open.length > 0) {
      open.pop();
      word = "";
    } else if (char === "," && open.length > 0) {
      const top = open.at(-1);
      if (top) top.key = null;
      word = "";
    } else if (char === " " && open.at(-1)?.brace && open.at(-1)?.key === null && /:$/.test(word.trim())) {
      const top = open.at(-1);
      const key = bare(word.trim().slice(0, -1));
      if (top) [top.key] = [key];
      top?.keys.push(key);
      word = "";
    } else word += char;
  }
  if (open.length === 0) return null;
  // What stands in brackets is a value of the key before them.
  const braces = open.filter(({ brace }) => brace);
  const levels = braces.slice(0, -1).map(({ key, keys }) => ({ key: key ?? "", keys }));
  const { key = null, keys = [] } = braces.at(-1) ?? {};
  return { levels, key, siblings: keys, word: word.trimStart(), brackets: braces.length === 0 };
}

export function standAt(text: string, offset: number): Stand {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const here = text.slice(start, offset);
  const below = end < 0 ? [] : text.slice(end + 1).split("\n");
  const sketch = new Sketch();
  if (start > 0) for (const line of text.slice(0, start - 1).split("\n")) sketch.add(line);
  const parts = partsOf(here);
  sketch.take(parts);
  const item = parts.dashes.length > 0;
  if (parts.key === null) sketch.close(parts.column);
  const inside = flowOf(parts.rest);
  if (inside) return inFlow(sketch, parts, inside, item);
  if (parts.key !== null) {
    const above = sketch.levels();
    const siblings = above.pop()?.keys ?? [];
    return { above, key: parts.key, siblings, prefix: parts.rest, item, flow: false };
  }
  const top = sketch.open.at(-1);
  const own = top?.column === parts.column ? sketch.open.pop() : undefined;
  const siblings = [...(own?.keys ?? []), ...keysBelow(below, parts.column)];
  return { above: sketch.levels(), key: null, siblings, prefix: parts.rest, item, flow: false };
}

function inFlow(sketch: Sketch, parts: Parts, flow: Flow, item: boolean): Stand {
  const above = sketch.levels();
  const { levels, key, siblings, word } = flow;
  if (flow.brackets && parts.key !== null) {
    const own = above.pop();
    return { above, key: parts.key, siblings: own?.keys ?? [], prefix: word, item, flow: true };
  }
  return {
    above: [...above, ...levels],
    key,
    siblings,
    prefix: word,
    item: item && parts.key === null,
    flow: true,
  };
}
