// An answer that is called otherwise is called so wherever the journey speaks of it, and nowhere else.
import { expect, test } from "vitest";
import { following, speakingOf } from "./following";

const FILES = {
  "journey.yaml": `journey: asks
notes: answers.pain is asked for # answers.pain
steps:
  - branch: how
    cases:
      - name: bad
        when: answers.pain > 7 && note != "answers.pain" && answers.pain_level < 3
      - {name: worse, when: 'answers.pain == 10 || answers.time == ''mornings'''}
      - name: early
        when: "answers.time in [\\"mornings\\", 'any'] && 'mornings' != answers.place"
  - call: tell
    fields: [answers.pain, patient.zone]
`,
  "scenarios.yaml": `scenarios:
  - name: pain
    events:
      - {after: ask, event: form.submitted, answers: {pain: 2, time: mornings}}
    expect: [{branch: how, way: bad}]
`,
  "messages/thanks.mjml": `---
subject: "You said {{ answers.pain }}"
---
<mj-text>answers.pain {% if answers.time == 'mornings' %}early{% endif %}</mj-text>
`,
  "messages/other.mjml": "<mj-text>Hello</mj-text>",
  "forms/ask.yaml": "form: ask\nquestions:\n  - id: pain\n",
};

test("conditions, named fields, templates and scenarios follow a name; texts and longer names do not", () => {
  const now = following(FILES, [{ from: "pain", to: "ache" }]);
  expect(now).toEqual({
    "journey.yaml": FILES["journey.yaml"]
      .replace("when: answers.pain > 7", "when: answers.ache > 7")
      .replace("'answers.pain == 10", "'answers.ache == 10")
      .replace("[answers.pain,", "[answers.ache,"),
    "scenarios.yaml": FILES["scenarios.yaml"].replace("{pain: 2", "{ache: 2"),
    "messages/thanks.mjml": FILES["messages/thanks.mjml"].replace("{{ answers.pain }}", "{{ answers.ache }}"),
  });
});

test("renamed back, every file is what it was", () => {
  const there = { ...FILES, ...following(FILES, [{ from: "pain", to: "ache" }]) };
  expect({ ...there, ...following(there, [{ from: "ache", to: "pain" }]) }).toEqual(FILES);
});

test("a value follows only where it is compared with its own question", () => {
  const now = following(FILES, [{ of: "time", from: "mornings", to: "early" }]);
  expect(now["journey.yaml"]).toBe(
    FILES["journey.yaml"]
      .replace("answers.time == ''mornings''", "answers.time == ''early''")
      .replace('[\\"mornings\\"', '[\\"early\\"'),
  );
  expect(now["scenarios.yaml"]).toBe(FILES["scenarios.yaml"].replace("time: mornings", "time: early"));
  expect(now["messages/thanks.mjml"]).toContain("{% if answers.time == 'early' %}early{% endif %}");
});

test("what speaks of an answer is found", () => {
  expect(speakingOf(FILES, "pain")).toEqual(["journey.yaml", "scenarios.yaml", "messages/thanks.mjml"]);
  expect(speakingOf(FILES, "sleep")).toEqual([]);
});
