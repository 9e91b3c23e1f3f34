import { describe, expect, test, vi } from "vitest";
import type { FieldChange, StepChange } from "~/api/drafts";
import type { Language } from "~/words/locale";

/** A page speaks one language for as long as it lives, so each language is a page of its own. */
async function page(language: Language) {
  vi.resetModules();
  await (await import("~/words")).speak(language);
  return import("./changeWords");
}

async function line(language: Language, owner: string, change: FieldChange) {
  const { label, before, after } = (await page(language)).fieldTold(owner, change);
  return `${label}: ${before} → ${after}`;
}

const at = { before: "appointment.start", by: "7d", clock: "10:00", if_past: "skip" };

const CHANGES: [string, FieldChange, string, string][] = [
  [
    "step-wait",
    { field: "for", was: "2d", now: "1w" },
    "How long: 2 days → 1 week",
    "Cuánto tiempo: 2 días → 1 semana",
  ],
  [
    "step-send",
    { field: "at", was: null, now: at, after: "7 days before the visit at 10:00, skip if past" },
    "When:  → 7 days before the visit at 10:00, leave this step out if that has passed",
    "Cuándo:  → 7 días antes de la cita a las 10:00, omitir este paso si ya ha pasado",
  ],
  [
    "step-send",
    { field: "purpose", was: "treatment", now: "marketing" },
    "Purpose: Treatment → Marketing",
    "Finalidad: Tratamiento → Publicidad",
  ],
  [
    "step-split",
    { field: 'path "quiet"', was: { weight: 10, holdout: true }, now: { weight: 20, holdout: true } },
    "Path “quiet”: 10 % are held back → 20 % are held back",
    "Camino «quiet»: 10 % quedan fuera → 20 % quedan fuera",
  ],
  [
    "journey",
    { field: "enroll 2 on", was: ["appointment.booked"], now: ["appointment.cancelled"] },
    "Who enters 2, Event: a visit is booked → the visit is cancelled",
    "Quién entra 2, Evento: se reserva una cita → se cancela la cita",
  ],
  [
    "step-task",
    { field: "title", before: "Call", after: "Call them", was: "Call", now: "Call them" },
    "Title: Call → Call them",
    "Título: Call → Call them",
  ],
  [
    "step-wait",
    { field: "kind", before: "wait", after: "send" },
    "Kind of step: Wait → Email",
    "Tipo de paso: Esperar → Correo",
  ],
];

describe("what changed is told in the language of who reads", () => {
  test.each(CHANGES)("%s %o", async (owner, change, english, spanish) => {
    expect(await line("en", owner, change)).toBe(english);
    expect(await line("es", owner, change)).toBe(spanish);
  });
});

test("where words alone would show no difference, both sides stand as they are written", async () => {
  const change = { field: "for", before: "7 days", after: "1 week", was: "7d", now: "7d" };
  expect(await line("en", "step-wait", change)).toBe("How long: 7 days → 1 week");
});

test("what was kept without values is told as it was told then", async () => {
  const change = { field: "for", before: "2 days", after: "3 days" };
  expect(await line("es", "step-wait", change)).toBe("Cuánto tiempo: 2 days → 3 days");
});

test("a step that is new says what its card says", async () => {
  const step: StepChange = {
    id: "rest",
    kind: "wait",
    state: "added",
    says: "2 days",
    fields: { for: "2d" },
  };
  expect((await page("en")).stepSays(step)).toBe("Wait 2 days");
  expect((await page("es")).stepSays(step)).toBe("Esperar 2 días");
});

test("a mail is called by its subject, where that is known and tells the two apart", async () => {
  const { stepSays, stepFieldTold } = await page("en");
  const titles = { "week-ahead": "Your visit on …", other: "Your visit on …", bye: "Goodbye" };
  const step: StepChange = {
    id: "first",
    kind: "send",
    state: "added",
    fields: { message: "week-ahead" },
  };
  expect(stepSays(step, titles)).toBe("Email Your visit on …");
  expect(stepSays(step)).toBe("Email week-ahead");
  const change = (after: string) => ({ field: "message", before: "week-ahead", after });
  expect(stepFieldTold("send", change("bye"), titles)).toMatchObject({
    before: "Your visit on …",
    after: "Goodbye",
  });
  expect(stepFieldTold("send", change("other"), titles)).toMatchObject({
    before: "week-ahead",
    after: "other",
  });
  expect(stepFieldTold("send", change("new"), titles)).toMatchObject({ after: "new" });
});

test("a moved step names the way it lies in now", async () => {
  const { placeWords } = await page("es");
  const inside = (step: string, kind: string, way: string) =>
    placeWords({ id: "rest", kind: "wait", state: "changed", moved: ["", ""], block: { step, kind, way } });
  expect(inside("", "", "")).toBe("el recorrido mismo");
  expect(inside("ask", "send", "on_skipped")).toBe("«No enviado» de ask");
  expect(inside("ask", "branch", "case older")).toBe("«older» de ask");
  expect(inside("ask", "await", "on.confirmed")).toBe("«confirma» de ask");
});

test("a mail that reads otherwise names its language and its part", async () => {
  const { mailTold } = await page("es");
  const subject = { field: "en subject", before: "Your visit", after: "Your appointment" };
  expect(mailTold(subject)).toEqual({ ...subject, field: undefined, label: "inglés, asunto" });
  expect(mailTold({ field: "es line 3 text", before: "a", after: "b" }).label).toBe("español, línea 3");
  expect(mailTold({ field: "en further text", after: "8 more lines", now: 8 }).after).toBe("8 líneas más");
  expect(mailTold({ field: "language fr", after: "added" })).toEqual({
    label: "En francés",
    before: "",
    after: "añadido",
  });
});

test("whether people may come again, and until when a goal counts, is told as the forms say it", async () => {
  const told = async (language: Language, now: string) => line(language, "enroll", { field: "again", now });
  expect(await told("en", "never")).toBe("May they come again:  → never");
  expect(await told("es", "never")).toBe("Pueden volver a entrar:  → nunca");
  expect(await told("en", "after 365d")).toBe("May they come again:  → after 365 days");
  const within = { field: "within", now: "30d after entry" };
  expect(await line("es", "goal", within)).toMatch(/ → 30 días \S.* entr/);
});

describe("a journey that is new", () => {
  const inside: StepChange = {
    id: "ask",
    kind: "branch",
    state: "added",
    block: { step: "decide", kind: "branch", way: "case young" },
    fields: { cases: [{ name: "young", when: "patient.age < 18" }, "not a case"] },
  };

  test("its decisions tell their conditions, and its steps the way they stand in", async () => {
    const { casesTold, placeWords } = await page("en");
    expect(casesTold(inside)).toEqual([{ label: "Case “young”", before: "", after: "age is less than 18" }]);
    expect(placeWords(inside)).toBe("“young” of decide");
    expect(placeWords({ ...inside, block: undefined })).toBe("");
  });

  test("is called by its title, or by its slug where it has none", async () => {
    const { titleIn } = await page("en");
    const change = { slug: "new-one", state: "added" as const };
    expect(titleIn({ ...change, changes: [{ field: "title", now: "New one" }] })).toBe("New one");
    expect(titleIn(change)).toBe("new-one");
  });
});

test("a changed setting is told by the name that it has in the settings", async () => {
  const { entryTold } = await page("en");
  const change = { field: "approvals.wording", before: "admin", after: "operator" };
  expect(entryTold("organization", change)).toEqual({
    label: "Approvals, Wording",
    before: "admin",
    after: "operator",
  });
  expect(entryTold("organization", { field: "name", after: "x" }).label).toBe("Name");
  expect(entryTold("topic", { field: "text", after: "x" }).label).toBe("What they agree to");
});
