// The fields above a message and its text are two ways of saying the same.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Problem } from "~/api/generated/types";
import { frontAt, mayStandAbove, placedInFront, setFront, shownFront, withFront } from "./front";

const JOURNEYS = new URL("../../../../../journeys/", import.meta.url);

const shipped = readdirSync(JOURNEYS).flatMap((journey) => {
  try {
    const folder = new URL(`${journey}/messages/`, JOURNEYS);
    return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
  } catch {
    return [];
  }
});

const BODY = '\n<mjml lang="en">\n  <mj-body>---</mj-body>\n</mjml>\n';
const ODD = [
  `---\n# who wrote it\nsubject: 'It''s time'   # short\n\n# not yet\npreheader: >-\n  Two\n  lines\nclass: clinical\n---${BODY}`,
  `---\r\nclass: identifier\r\nsubject: Plain # kept\r\n---  \r\n<mjml>\r\n</mjml>`,
  `---\n{subject: "a", class: operational}\n---${BODY}`,
  `---\nsubject:\nclass: identifier\n---${BODY}`,
];

/** Always the same ones, so that a failure can be seen again. */
function words(seed: number): () => string {
  let state = seed;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const pieces = [
    "a",
    " ",
    '"',
    "'",
    "#",
    ": ",
    "\\",
    "{{ x | date('d') }}",
    "é",
    "—",
    "no",
    "7",
    "*",
    "ÿ",
    "😀",
  ];
  return () => Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join("");
}

describe("the top of a message as fields", () => {
  test("shows what the text says, in any quotes, on one line", () => {
    expect(shownFront(ODD[0] ?? "")).toEqual({
      subject: "It's time",
      preheader: "Two lines",
      class: "clinical",
    });
    expect(shownFront(ODD[3] ?? "")).toEqual({ subject: "", preheader: "", class: "identifier" });
    expect(shipped.length).toBeGreaterThan(30);
    for (const text of shipped) expect(shownFront(text)?.subject).not.toBe("");
  });

  test("is unreadable where dashes are missing, YAML is broken or a value is no text", () => {
    for (const text of [
      "<mjml/>",
      "---\nsubject: a\n",
      '---\nsubject: "a\n---\n',
      "---\nsubject: [a]\n---\n",
      "x---\na: b\n---\n",
    ]) {
      expect(shownFront(text)).toBeNull();
      if (!frontAt(text)) expect(setFront(text, "subject", "b")).toBeNull();
    }
  });

  test("whatever is written reads back, and everything but its value stays byte for byte", () => {
    const word = words(20_261_123);
    for (const text of [...shipped, ...ODD])
      for (const key of ["subject", "preheader"] as const) {
        const value = word();
        const now = setFront(text, key, value) ?? "";
        const [before, after] = [shownFront(text), shownFront(now)];
        expect(after).toEqual({ ...before, [key]: value });
        const [was, is] = [frontAt(text), frontAt(now)];
        expect(now.slice(is?.to)).toBe(text.slice(was?.to));
        // Lines that do not say it, and comments behind what says it, are there as they were.
        const others = (all: string) =>
          all.split("\n").filter((line) => !/^( |\{|subject|preheader)/.test(line));
        expect(others(now)).toEqual(others(text));
        for (const [comment] of text.matchAll(/ # \w+/g)) expect(now).toContain(comment);
        expect(setFront(now, key, value)).toBe(now);
      }
  });

  test("quotes stay as the author wrote them; an emptied preheader goes, and comes back behind the subject", () => {
    const text = `---\nsubject: "One" # short\npreheader: 'Two'\nclass: identifier\n---${BODY}`;
    expect(setFront(text, "subject", 'Say "hi"')).toBe(text.replace('"One"', '"Say \\"hi\\""'));
    const gone = setFront(text, "preheader", "") ?? "";
    expect(gone).toBe(text.replace("preheader: 'Two'\n", ""));
    expect(setFront(gone, "preheader", "Two")).toBe(text.replace("'Two'", "Two"));
    expect(setFront(text, "class", "clinical")).toBe(text.replace("identifier", "clinical"));
    expect(setFront(text, "subject", "")).toBe(text.replace('"One"', '""'));
  });

  test("a message without a top gets one", () => {
    expect(shownFront(withFront("<mjml/>"))).toEqual({ subject: "", preheader: "", class: "identifier" });
    const text = ODD[0] ?? "";
    expect(withFront(text)).toBe(text);
  });

  test("problems stand at the field whose line they name; those of the body at none", () => {
    const at = (line: number, column: number) => ({ line, column, code: "x" }) as Problem;
    const text = `---\nsubject: a\nclass: identifier\npreheader: b\n---${BODY}`;
    const placed = placedInFront(text, [at(1, 1), at(2, 10), at(4, 12), at(5, 1), at(7, 1)]);
    expect(placed.map(({ path }) => path)).toEqual([["subject"], ["preheader"]]);
  });

  test("what is open enough for a locked phone may stand there, and the first name", () => {
    const field = (name: string, data_class: string) => mayStandAbove({ name, data_class });
    expect(field("patient.first_name", "identifier")).toBe(true);
    expect(field("appointment.start", "operational")).toBe(true);
    expect(field("patient.last_name", "identifier")).toBe(false);
    expect(field("patient.allergies", "clinical")).toBe(false);
  });
});
