// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Problem } from "~/api/types";
import { VISIT_REMINDER } from "~/testing/journeys";
import { findStep } from "../model/document";
import { DesignerStore, StoreContext, useDesigner } from "../store";
import { View, ViewContext } from "../view/view";
import { JourneyForm } from "./JourneyForm";
import { StepForm } from "./StepForm";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const WORDS = {
  zone: "UTC",
  fields: [
    { name: "patient.age", type: "int", data_class: "demographic" },
    { name: "appointment.start", type: "timestamp", data_class: "identifier" },
    { name: "appointment.end", type: "timestamp", data_class: "identifier" },
    { name: "appointment.kind", type: "string", data_class: "clinical" },
  ],
  segments: [],
  topics: [],
  authorizations: [],
  connectors: [],
  messages: [
    {
      name: "reminder",
      subject: "Your visit",
      preheader: "Soon",
      data_class: "identifier",
      languages: ["en", "es"],
    },
  ],
  forms: [],
  queues: [],
};

function Step({ id, problems = [] }: { id: string; problems?: Problem[] }) {
  const { document } = useDesigner();
  const step = findStep(document?.steps ?? [], id);
  return step && <StepForm slug="visit-reminder" step={step} problems={problems} />;
}

function open(shown: ReactNode, text = VISIT_REMINDER): DesignerStore {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(WORDS)));
  const store = new DesignerStore(text, "etag");
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <ViewContext value={new View(false)}>
          <StoreContext value={store}>{shown}</StoreContext>
        </ViewContext>
      </MantineProvider>
    </QueryClientProvider>,
  );
  return store;
}

/** The lines that differ, as `-old` and `+new`. */
function difference(before: string, after: string): string[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
}

const changed = (store: DesignerStore) => difference(VISIT_REMINDER, store.get().text);

test("the length of a wait is changed where it stands, and nothing else", () => {
  const store = open(<Step id="a-while" />);
  fireEvent.change(screen.getByLabelText("Amount: How long"), { target: { value: "5" } });
  expect(changed(store)).toEqual(["-        for: 2bd", "+        for: 5bd"]);
  fireEvent.change(screen.getByLabelText("Unit: How long"), { target: { value: "d" } });
  expect(changed(store)).toEqual(["-        for: 2bd", "+        for: 5d"]);
});

test("a moment keeps its place in the line, and its example follows", async () => {
  const store = open(<Step id="week-ahead" />);
  const before = screen.getByText(/^With the visit on/).textContent;
  fireEvent.change(screen.getByLabelText("Amount: When"), { target: { value: "3" } });
  expect(changed(store)).toEqual([
    '-    at: {before: appointment.start, by: 7d, clock: "10:00", if_past: skip}',
    '+    at: {before: appointment.start, by: 3d, clock: "10:00", if_past: skip}',
  ]);
  expect(screen.getByText(/^With the visit on/).textContent).not.toBe(before);
  expect(await screen.findByText("Your visit")).toBeTruthy();
});

test("a moment can be the visit itself, and asks for no amount then", () => {
  const store = open(<Step id="week-ahead" />);
  const [side] = screen.getAllByLabelText("Before or after");
  fireEvent.change(side as HTMLElement, { target: { value: "exactly" } });
  expect(changed(store)[1]).toContain('at: {before: appointment.start, clock: "10:00", if_past: skip}');
  expect(screen.queryByLabelText("Amount: When")).toBeNull();
  fireEvent.change(side as HTMLElement, { target: { value: "after" } });
  expect(changed(store)[1]).toContain("after: appointment.start");
  expect(screen.getByLabelText<HTMLInputElement>("Amount: When").value).toBe("1");
});

test("a rule of the condition is changed, its neighbours stay as they are written", () => {
  const store = open(<JourneyForm slug="visit-reminder" problems={[]} />);
  const rule = screen.getByRole("group", { name: "Rule 2" });
  fireEvent.change(within(rule).getByLabelText("How it is compared"), { target: { value: "==" } });
  expect(changed(store)).toEqual([
    "-  when: appointment.start - now > duration('3h') && appointment.kind != 'telehealth'",
    "+  when: appointment.start - now > duration('3h') && appointment.kind == 'telehealth'",
  ]);
});

test("a task is given to a list that is known, its neighbours' too, or to a new one", async () => {
  const task = (id: string, queue: string) => `- task: ${id}\n    queue: ${queue}\n    title: Call\n  `;
  const store = open(
    <Step id="call" />,
    VISIT_REMINDER.replace(
      "- send: week-ahead",
      `${task("call", "desk")}${task("other", "billing")}- send: week-ahead`,
    ),
  );
  const field = screen.getByLabelText("Whose list", { selector: "input" });
  fireEvent.focus(field);
  fireEvent.click(field);
  const offered = await screen.findAllByRole("option", { hidden: true });
  expect(offered.map(({ textContent }) => textContent)).toEqual(["billing"]);
  fireEvent.change(field, { target: { value: "nur" } });
  expect(store.get().text).toContain("queue: nur\n");
  await waitFor(() => expect(screen.queryAllByRole("option", { hidden: true })).toEqual([]));
});

test("a condition that rules cannot say stays text", () => {
  const text = VISIT_REMINDER.replace("when: confirmed()", "when: size(patient.tags) > 3");
  open(<Step id="how-did-they-react" />, text);
  expect(screen.getByText(/Rules cannot show this condition/)).toBeTruthy();
});

test("what the compiler says of a field stands at the field", () => {
  const line = VISIT_REMINDER.split("\n").findIndex((one) => one.includes("for: 2bd")) + 1;
  const problem = { code: "malformed-duration", message: "No such while", hint: "Say 2d" };
  const place = { path: "visit-reminder/journey.yaml", line, column: 14, end_line: line, end_column: 17 };
  const rest = {
    source_of_law: "",
    docs: "",
    step: "a-while",
    scenario: null,
    labels: [],
    text: "",
    fix: null,
  };
  open(<Step id="a-while" problems={[{ severity: "error", ...problem, ...place, ...rest }]} />);
  const field = screen.getByText("How long").closest("fieldset");
  expect(field && within(field).getByText("No such while")).toBeTruthy();
});

test("what is wrong with a message stands at the field that names it, with the way there", () => {
  const problem = { code: "unknown-field", severity: "error", message: "No such field", hint: "" };
  const path = "visit-reminder/messages/reminder.es.mjml";
  const place = { path, line: 3, column: 14, end_line: 3, end_column: 17 };
  const rest = { source_of_law: "", docs: "", step: null, labels: [], text: "", fix: null };
  open(<Step id="week-ahead" problems={[{ ...problem, ...place, ...rest } as unknown as Problem]} />);
  const field = screen.getByText("No such field").closest<HTMLElement>("[data-field]");
  expect(field?.dataset.field).toBe("message");
  const way = field && within(field).getByRole("link", { name: "Open the message (Spanish)" });
  expect(way?.getAttribute("href")).toContain("/messages/reminder.es.mjml?line=3&column=14");
});

test("an optional field is added where its kind has it, and taken away again", () => {
  const store = open(<Step id="week-ahead" />);
  fireEvent.click(screen.getByRole("button", { name: "Add Notes" }));
  fireEvent.change(screen.getByLabelText("Notes"), { target: { value: "Ask Ana" } });
  expect(changed(store)).toEqual(["+    notes: Ask Ana"]);
  fireEvent.click(screen.getByRole("button", { name: "Remove Notes" }));
  expect(store.get().text).toBe(VISIT_REMINDER);
});

test("a new name of a step is followed by every condition that speaks of it", () => {
  const store = open(<Step id="week-ahead" />);
  const name = screen.getByLabelText("Name for good");
  fireEvent.change(name, { target: { value: "Not A Name" } });
  fireEvent.blur(name);
  expect(store.get().text).toBe(VISIT_REMINDER);
  fireEvent.change(name, { target: { value: "first-mail" } });
  fireEvent.blur(name);
  expect(changed(store)).toEqual([
    "-  - send: week-ahead",
    `-        when: '!engaged("week-ahead")'`,
    "+  - send: first-mail",
    `+        when: '!engaged("first-mail")'`,
  ]);
});

test("text that cannot be read locks the form and says so", () => {
  const store = open(<Step id="a-while" />);
  act(() => store.edit(`${VISIT_REMINDER}\n  - broken: [`));
  expect(screen.getByText(/nothing can be changed here/)).toBeTruthy();
  expect(screen.getByLabelText("Amount: How long").closest("fieldset[disabled]")).toBeTruthy();
});
