// Random journeys as people write them: all kinds of steps, comments, blank lines, brackets, quotes, line ends.
import * as fc from "fast-check";

/** Numbers by chance, the same every time for the same seed. */
class Chance {
  private state: number;
  private next = 0;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  one<T>(...all: [T, ...T[]]): T {
    return all[this.below(all.length)] ?? all[0];
  }

  often(percent: number): boolean {
    return this.below(100) < percent;
  }

  id(): string {
    return `s${this.next++}`;
  }
}

const WORDS = ["why", "naïve – ünïcode ✓", "ask the clinic: #3", "todo?", "'quoted'", '{"json": [1]}'];

type Lists = [key: string, filled: boolean][];

const KINDS: Record<string, (chance: Chance) => { own: string[]; lists: Lists }> = {
  send: (c) => ({
    own: [
      `message: ${c.one("note", '"note"', "'note'")}`,
      ...(c.often(40) ? ['at: {before: appointment.start, by: 7d, clock: "10:00"}'] : []),
      ...(c.often(20) ? ["track: [clicks, opens]"] : []),
    ],
    lists: c.often(20) ? [["on_skipped", true]] : [],
  }),
  wait: (c) => ({ own: [c.one("for: 3d", "until: {after: appointment.end}", "for: '2bd'")], lists: [] }),
  update: (c) => ({
    own: [c.one("tag: seen", "tag: [seen, told]", "set: {patient.language: es}")],
    lists: [],
  }),
  exit: () => ({ own: [], lists: [] }),
  await: (c) => ({
    own: [c.one("for: [clicked, replied]", "for: clicked"), "timeout: 2d"],
    lists: c.often(50) ? [["on_timeout", true]] : [],
  }),
  repeat: () => ({ own: ["every: 7d", "at_most: 3"], lists: [["steps", true]] }),
  task: (c) => ({
    own: ["queue: nurses", `title: ${c.one("Call them", '"Call: now"')}`],
    lists: c.often(40)
      ? [
          ["on_done", true],
          ["on_overdue", false],
        ]
      : [],
  }),
  call: () => ({ own: ["connector: crm", "fields: [patient.language]"], lists: [] }),
  form: () => ({ own: ["questions: how", "expires: 3d"], lists: [["on_submitted", true]] }),
  branch: () => ({ own: [], lists: [] }),
  split: () => ({ own: [], lists: [] }),
};

class Writer {
  readonly lines: string[] = [];

  constructor(private readonly c: Chance) {}

  comment(indent: number, percent = 12): void {
    if (this.c.often(percent))
      this.lines.push(`${" ".repeat(indent)}# ${this.c.one("c", ...WORDS)} ${this.c.id()}`);
  }

  behind = (): string =>
    this.c.often(8) ? ` ${" ".repeat(this.c.below(3))}# ${this.c.one("e", ...WORDS)} ${this.c.id()}` : "";

  list(key: string, indent: number, depth: number, filled: boolean): void {
    const pad = " ".repeat(indent);
    if (!filled || depth > 2 || this.c.often(12)) this.lines.push(`${pad}${key}: []${this.behind()}`);
    else if (this.c.often(10))
      this.lines.push(`${pad}${key}: [${this.flow()}, ${this.flow()}]${this.behind()}`);
    else {
      this.lines.push(`${pad}${key}:${this.behind()}`);
      this.steps(indent + this.c.one(2, 2, 2, 0, 4), depth + 1);
    }
  }

  flow = (): string =>
    this.c.one(
      `{exit: ${this.c.id()}}`,
      `{wait: ${this.c.id()}, for: 1d}`,
      `{send: ${this.c.id()}, message: "n, ote", at: {before: appointment.start}}`,
    );

  steps(indent: number, depth: number): void {
    const count = 1 + this.c.below(depth === 0 ? 5 : 3);
    const apart = this.c.often(depth === 0 ? 80 : 10);
    for (let at = 0; at < count; at++) {
      if (at > 0 && apart) this.lines.push("");
      if (this.c.often(6)) {
        this.comment(indent, 100);
        this.lines.push("");
      }
      this.comment(indent);
      if (this.c.often(10)) this.lines.push(`${" ".repeat(indent)}- ${this.flow()}${this.behind()}`);
      else this.step(indent, depth);
    }
  }

  private step(indent: number, depth: number): void {
    const c = this.c;
    const nested = ["branch", "split", "await", "repeat", "form", "task"] as const;
    const kind =
      depth < 2 && c.often(40) ? c.one(...nested) : c.one("send", "wait", "update", "exit", "call");
    const pad = " ".repeat(indent + 2);
    this.lines.push(`${" ".repeat(indent)}- ${kind}: ${c.id()}${this.behind()}`);
    if (c.often(10)) this.notes(pad);
    const { own, lists } = (KINDS[kind] ?? KINDS.exit)?.(c) ?? { own: [], lists: [] };
    for (const line of own) {
      this.comment(indent + 2, 6);
      this.lines.push(pad + line + this.behind());
    }
    if (kind === "branch") this.cases(indent + 2, depth);
    if (kind === "split") this.paths(indent + 2, depth);
    for (const [key, filled] of lists) this.list(key, indent + 2, depth, filled);
    this.comment(indent + 4, 5);
  }

  private notes(pad: string): void {
    this.lines.push(
      ...this.c.one(
        [`${pad}notes: |`, `${pad}  first # no comment`, "", `${pad}    second`],
        [`${pad}notes: >-`, `${pad}  folded`, `${pad}  words`],
        [`${pad}notes: "a: quoted`, `${pad}  note"`],
        [`${pad}notes: plain words`, `${pad}  over two lines`],
      ),
    );
  }

  private cases(indent: number, depth: number): void {
    const pad = " ".repeat(indent);
    this.lines.push(`${pad}cases:${this.behind()}`);
    for (let at = 0; at <= this.c.below(3); at++) {
      this.comment(indent + 2);
      this.lines.push(`${pad}  - name: case ${at}${this.behind()}`);
      this.lines.push(
        `${pad}    when: ${this.c.one("confirmed()", 'engaged("s1")', "'!clicked(\"s0\")'", "\"viewed('s2')\"")}`,
      );
      this.list("steps", indent + 4, depth, true);
    }
    if (this.c.often(50)) this.list("otherwise", indent, depth, true);
    if (this.c.often(20)) this.list("unknown", indent, depth, false);
  }

  private paths(indent: number, depth: number): void {
    const pad = " ".repeat(indent);
    this.lines.push(`${pad}paths:`);
    for (const [name, weight] of [
      ["a", 90],
      ["b", 10],
    ]) {
      this.lines.push(`${pad}  ${name}:`, `${pad}    weight: ${weight}${this.behind()}`);
      this.list("steps", indent + 4, depth, this.c.often(80));
    }
  }
}

const HEADS: [string, ...string[]] = [
  "journey: random\ntitle: Random\n",
  "# yaml-language-server: $schema=x\njourney: random   # a name\ntitle: 'Ünï'\npurpose: treatment\nnotes: |\n  words\n\n  more\n",
  "journey: random\nenroll: {on: appointment.booked, once_per: appointment}\nexit:\n  - on: appointment.cancelled\ngoal:\n  on: appointment.completed\n  within: 2d after entry\n",
  "journey: random\nenroll:\n  # who\n  on: appointment.booked\n  when: appointment.start - now > duration('3h')\nsend_window: {from: \"08:00\"}\n",
];

export function writtenJourney(seed: number): string {
  const c = new Chance(seed);
  const writer = new Writer(c);
  const head = c.one(...HEADS);
  const gap = c.often(70) ? "\n" : "";
  if (c.often(4)) writer.lines.push("steps: []");
  else {
    writer.lines.push(`steps:${writer.behind()}`);
    writer.steps(c.one(2, 2, 2, 0, 4), 0);
  }
  if (c.often(10)) writer.lines.push("moved_to: {gone: s0}");
  if (c.often(10)) writer.lines.push("# the end");
  const text = `${head}${gap}${writer.lines.join("\n")}${c.often(90) ? "\n" : ""}`;
  return c.often(12) ? text.replace(/\n/g, "\r\n") : text;
}

export const anyWrittenJourney: fc.Arbitrary<string> = fc.integer().map(writtenJourney);
