import { describe, expect, test } from "vitest";
import { type Names, offersAt } from "./offers";
import { standAt } from "./stand";

const NAMES: Names = {
  vocabulary: {
    zone: "UTC",
    language: "en",
    languages: ["en"],
    fields: [
      { name: "appointment.start", type: "timestamp", data_class: "internal" },
      { name: "patient.age", type: "int", data_class: "personal" },
    ],
    segments: [{ name: "over-65", when: "patient.age > 65", data_class: "personal" }],
    topics: [{ name: "visits", title: "Visits", opt: "in" }],
    authorizations: [],
    connectors: [],
    messages: [{ name: "hello", subject: "Hello", preheader: "", data_class: "internal", languages: ["en"] }],
    forms: [],
    queues: [],
  },
  sends: ["greeting"],
  steps: ["greeting", "answer"],
};

const HEAD = "journey: j\ntitle: J\nenroll:\n  on: appointment.booked\n";

/** The labels offered where `¦` stands. */
const offered = (marked: string): string[] =>
  offersAt(marked.replace("¦", ""), marked.indexOf("¦"), NAMES).map(({ label }) => label);

describe("where the cursor stands", () => {
  const at = (marked: string) => standAt(marked.replace("¦", ""), marked.indexOf("¦"));

  test("the keys beside it are found above and below", () => {
    const { siblings, key, prefix } = at("steps:\n  - send: a\n    me¦\n    topic: b\n  - wait: c\n");
    expect({ siblings, key, prefix }).toEqual({ siblings: ["send", "topic"], key: null, prefix: "me" });
  });

  test("another item of the list is another mapping", () => {
    expect(at("steps:\n  - send: a\n    message: m\n  - ¦").siblings).toEqual([]);
  });

  test("words in block style are no keys", () => {
    const { above, siblings } = at("notes: |\n  send: no\n  wait: no\nsteps:\n  - exit: a\n    ¦");
    expect(above.map(({ key }) => key)).toEqual(["steps"]);
    expect(siblings).toEqual(["exit"]);
  });

  test("inside braces the keys are those within them", () => {
    const { above, key, siblings, prefix } = at(
      "steps:\n  - send: a\n    at: {before: appointment.start, by: 7¦",
    );
    expect(above.map((level) => level.key)).toEqual(["steps", "at"]);
    expect({ key, siblings, prefix }).toEqual({ key: "by", siblings: ["before", "by"], prefix: "7" });
  });
});

describe("what is offered", () => {
  test("keys of the journey that are not written yet", () => {
    const labels = offered(`${HEAD}¦`);
    expect(labels).toContain("steps");
    expect(labels).not.toContain("title");
  });

  test("behind a dash of steps, the kinds of step with what they need", () => {
    const text = `${HEAD}steps:\n  - se`;
    const [send] = offersAt(text, text.length, NAMES).filter(({ label }) => label === "send");
    expect(send).toMatchObject({ insert: `send: \${id}\n  message: \${}`, prefix: 2 });
  });

  test("keys of the kind that the step begins with", () => {
    const labels = offered(`${HEAD}steps:\n  - await: a\n    ¦\n`);
    expect(labels).toContain("timeout");
    expect(labels).not.toContain("message");
  });

  test("names of messages, topics and segments", () => {
    expect(offered(`${HEAD}steps:\n  - send: a\n    message: ¦`)).toEqual(["hello"]);
    expect(offered(`${HEAD}topic: v¦`)).toEqual(["visits"]);
    expect(offered("journey: j\nenroll:\n  audience: ¦")).toEqual(["over-65"]);
  });

  test("choices, and events in brackets or as keys", () => {
    expect(offered(`${HEAD}steps:\n  - send: a\n    protect: ¦`)).toContain("end-to-end");
    expect(offered(`${HEAD}steps:\n  - await: a\n    for: [¦`)).toContain("appointment.booked");
    expect(offered(`${HEAD}steps:\n  - await: a\n    for:\n      - app¦`)).toContain("appointment.booked");
    expect(offered(`${HEAD}steps:\n  - await: a\n    on:\n      ¦`)).toContain("replied");
  });

  test("only moments where a moment is asked for", () => {
    expect(offered(`${HEAD}steps:\n  - send: a\n    at: {before: ¦`)).toEqual(["appointment.start"]);
  });

  test("steps inside an event's way are steps again", () => {
    const text = `${HEAD}steps:\n  - await: a\n    on:\n      replied:\n        - ¦`;
    expect(offered(text)).toContain("branch");
  });

  test("fields and questions in conditions, and the names behind a question", () => {
    const when = `${HEAD}steps:\n  - branch: b\n    cases:\n      - name: N\n        when: `;
    expect(offered(`${when}pat¦`)).toEqual(expect.arrayContaining(["patient.age", "engaged"]));
    expect(offered(`${when}'!engaged("¦`)).toEqual(["greeting"]);
    expect(offered(`${when}segment("¦`)).toEqual(["over-65"]);
  });

  test("nothing where the language knows nothing", () => {
    expect(offered(`${HEAD}nonsense:\n  ¦`)).toEqual([]);
    expect(offered(`${HEAD}steps:\n  - send: ¦`)).toEqual([]);
  });
});
