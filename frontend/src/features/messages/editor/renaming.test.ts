import { describe, expect, test } from "vitest";
import { refusal, renamed } from "./renaming";

const JOURNEY = `# by hand
steps:
  - send: first   # hello
    message: hello # the first
  - branch: b
    cases:
      - {when: answers.hello, steps: [{send: hello, message: "hello"}, {send: third, message: hello-again}]}
  # parked: later
  #| - send: later
  #|   message: hello
  - task: call
    title: hello
`;

const FILES = {
  "journey.yaml": JOURNEY,
  "scenarios.yaml": "scenarios: [{name: hello, expect: [{send: hello}]}]\n",
  "messages/hello.mjml": "en",
  "messages/hello.es.mjml": "es",
  "messages/hello-again.mjml": "other",
};

describe("a message is called otherwise", () => {
  test("in all its languages, and by every step that sends it; nothing else changes", () => {
    expect(renamed(FILES, "hello", "welcome")).toEqual({
      "messages/hello.mjml": null,
      "messages/hello.es.mjml": null,
      "messages/welcome.mjml": "en",
      "messages/welcome.es.mjml": "es",
      "journey.yaml": JOURNEY.replace("message: hello # the first", "message: welcome # the first")
        .replace('message: "hello"', 'message: "welcome"')
        .replace("#|   message: hello\n", "#|   message: welcome\n"),
    });
  });

  test("and back again, to the same files byte for byte", () => {
    const done = renamed(FILES, "hello", "welcome");
    if (typeof done === "string") throw new Error(done);
    const now = Object.fromEntries(
      Object.entries({ ...FILES, ...done }).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
    );
    const back = renamed(now, "welcome", "hello");
    if (typeof back === "string") throw new Error(back);
    const after = Object.entries({ ...now, ...back }).filter(([, text]) => text !== null);
    expect(Object.fromEntries(after)).toEqual(FILES);
  });

  test("where no step sends it, the journey stays as it is", () => {
    const files = { ...FILES, "journey.yaml": "steps: []\n" };
    expect(Object.keys(renamed(files, "hello", "welcome"))).not.toContain("journey.yaml");
  });

  test("not to a name that is taken or none, not where it is gone or the journey cannot be read", () => {
    expect(renamed(FILES, "hello", "hello-again")).toBe("taken");
    expect(renamed(FILES, "hello", "Hello!")).toBe("odd");
    expect(renamed(FILES, "bye", "welcome")).toBe("gone");
    expect(renamed({ ...FILES, "journey.yaml": "steps: [" }, "hello", "welcome")).toBe("unreadable");
    expect(refusal(["a"], "b")).toBeNull();
  });
});
