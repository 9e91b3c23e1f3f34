// Random commands on a draft, and what they must do to the journey as plain data. Knows nothing of text.
import { parseDocument } from "yaml";
import {
  addCase,
  addPath,
  addStep,
  addWay,
  copySteps,
  cutSteps,
  type Draft,
  deleteSteps,
  duplicate,
  isRefused,
  moveCase,
  moveSteps,
  type Outcome,
  parkedSteps,
  parkSteps,
  pasteSteps,
  readDraft,
  removeCase,
  removeEvent,
  removePath,
  removeWay,
  renameCase,
  renameStep,
  restoreParked,
  type StepPath,
  setField,
  setWeights,
  wrapSteps,
} from "~/features/designer/model/editing";
import { everyFound, type FoundStep, listsIn } from "~/features/designer/model/editing/nesting";
import { FIELDS, VALUES } from "./values";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

export const dataOf = (text: string): Json => parseDocument(text, { version: "1.2" }).toJS() as Json;

export interface Gesture {
  name: string;
  outcome: Outcome;
  /** The journey as plain data afterwards; null where only the text can tell. */
  expected: Json | null;
  /** Text whose comments and lines may go: what was taken away. */
  mayGo: string;
  /** Text whose lines may stand at another column: what was moved. */
  mayShift?: string;
}

/** Numbers that say which step, which place, which value. */
export type Pick = readonly [number, number, number, number];

const clone = (data: Json): Json => structuredClone(data);
const isFields = (data: Json | undefined): data is Fields =>
  typeof data === "object" && data !== null && !Array.isArray(data);

function at(data: Json, path: StepPath): Json | undefined {
  return path.reduce<Json | undefined>((now, key) => {
    if (Array.isArray(now)) return now[Number(key)];
    return isFields(now) ? now[key] : undefined;
  }, data);
}

function put(data: Json, path: StepPath, value: Json): void {
  const [parent, key] = [path.slice(0, -1), path.at(-1) ?? ""];
  let within = at(data, parent);
  if (!isFields(within) && !Array.isArray(within)) {
    put(data, parent, {});
    within = at(data, parent);
  }
  if (Array.isArray(within)) within[Number(key)] = value;
  else if (isFields(within)) within[key] = value;
}

const listAt = (data: Json, path: StepPath): Json[] => {
  const list = at(data, path);
  return Array.isArray(list) ? list : [];
};

const stepsOf = (draft: Draft): readonly FoundStep[] => everyFound(draft.source);
const choose = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];

/** Every list into which steps can go, those included that are not written. */
function places(draft: Draft): { list: StepPath; length: number }[] {
  const data = dataOf(draft.text);
  const unwritten: Record<string, string[]> = {
    branch: ["otherwise"],
    await: ["on_timeout"],
    form: ["on_submitted", "on_timeout"],
    send: ["on_failed"],
  };
  const lists = stepsOf(draft).flatMap((step) => [
    ...listsIn(step).map(({ path }) => path),
    ...(unwritten[step.kind] ?? []).map((key) => [...step.path, key]),
  ]);
  return [["steps"], ...lists].map((list) => ({ list, length: listAt(data, list).length }));
}

function place(draft: Draft, pick: Pick): { list: StepPath; index: number } {
  const { list, length } = choose(places(draft), pick[2]) ?? { list: ["steps"], length: 0 };
  return { list, index: pick[3] % (length + 1) };
}

/** Up to three steps, outermost only, in the order of the text. */
function some(draft: Draft, pick: Pick): FoundStep[] {
  const all = stepsOf(draft);
  const numbers = [pick[0], pick[1], pick[0] + pick[1]].slice(0, 1 + (pick[3] % 3));
  const picked = all.filter((_step, index) =>
    numbers.some((number) => number % Math.max(1, all.length) === index),
  );
  return picked.filter((step) => !picked.some((other) => other !== step && inside(step.path, other.path)));
}

const inside = (path: StepPath, outer: StepPath) =>
  path.length > outer.length && outer.every((key, index) => path[index] === key);

const refs = (steps: readonly FoundStep[]) => steps.map(({ path }) => path);

/** Takes steps out by marking them, so that no index has to be counted. */
function without(data: Json, steps: readonly FoundStep[]): Json[] {
  const gone = steps.map(({ path }) => at(data, path) as Json);
  for (const { path } of steps) {
    const list = listAt(data, path.slice(0, -1));
    list.splice(list.indexOf(at(data, path) as Json), 0);
  }
  const lists = new Set(steps.map(({ path }) => listAt(data, path.slice(0, -1))));
  for (const list of lists) {
    const kept = list.filter((one) => !gone.includes(one));
    list.splice(0, list.length, ...kept);
  }
  return gone;
}

function inserted(data: Json, { list, index }: { list: StepPath; index: number }, items: Json[]): void {
  const now = listAt(data, list);
  if (Array.isArray(at(data, list))) now.splice(index, 0, ...items);
  else put(data, list, items);
}

/** Every text in the data in which a renamed step is spoken of. */
function renamedIn(data: Json, renamed: Record<string, string>): Json {
  if (typeof data === "string")
    return data.replace(
      /(engaged|clicked|viewed|replied|opened)\((["'])([\w-]+)["']\)/g,
      (_all, name, quote, id) => `${name}(${quote}${renamed[id] ?? id}${quote})`,
    );
  if (Array.isArray(data)) return data.map((one) => renamedIn(one, renamed));
  if (!isFields(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, one]) => [key, renamedIn(one, renamed)]));
}

type Make = (draft: Draft, pick: Pick) => Gesture | null;

const KINDS = [
  "send",
  "wait",
  "await",
  "branch",
  "split",
  "repeat",
  "update",
  "task",
  "call",
  "form",
  "exit",
];

const adding: Make = (draft, pick) => {
  const kind = choose(KINDS, pick[0]) ?? "wait";
  const target = place(draft, pick);
  const outcome = addStep(draft, { kind, place: target });
  const expected = clone(dataOf(draft.text));
  if (isRefused(outcome)) return { name: "add", outcome, expected, mayGo: "" };
  const made = at(dataOf(outcome.text), outcome.focus ?? []);
  if (!isFields(made) || made[kind] !== outcome.ids[0])
    throw new Error("the new step is not where it should be");
  inserted(expected, target, [made]);
  return { name: `add ${kind}`, outcome, expected, mayGo: "" };
};

const moving: Make = (draft, pick) => {
  const steps = some(draft, pick);
  const target = place(draft, pick);
  if (steps.length === 0 || steps.some(({ path }) => inside(target.list, path))) return null;
  const expected = clone(dataOf(draft.text));
  const list = at(expected, target.list);
  const mark: Json = { mark: true };
  if (Array.isArray(list)) list.splice(target.index, 0, mark);
  else put(expected, target.list, [mark]);
  const now = Array.isArray(list) ? list : listAt(expected, target.list);
  // The mark moved those behind it in its list by one.
  const moved = steps.map((step) => ({ ...step, path: shifted(step.path, target) }));
  const gone = without(expected, moved);
  now.splice(now.indexOf(mark), 1, ...gone);
  const outcome = moveSteps(draft, { steps: refs(steps), place: target });
  return { name: "move", outcome, expected, mayGo: "", mayShift: copySteps(draft, refs(steps)) };
};

function shifted(path: StepPath, { list, index }: { list: StepPath; index: number }): StepPath {
  if (!list.every((key, depth) => path[depth] === key)) return path;
  return path.map((key, depth) => (depth === list.length && Number(key) >= index ? Number(key) + 1 : key));
}

const removing =
  (name: string, run: (draft: Draft, steps: readonly StepPath[]) => Outcome): Make =>
  (draft, pick) => {
    const steps = some(draft, pick);
    if (steps.length === 0) return null;
    const expected = clone(dataOf(draft.text));
    without(expected, steps);
    return { name, outcome: run(draft, refs(steps)), expected, mayGo: copySteps(draft, refs(steps)) };
  };

const copying: Make = (draft, pick) => {
  const steps = some(draft, pick);
  const last = steps.at(-1);
  if (!last) return null;
  const outcome = duplicate(draft, { steps: refs(steps) });
  return { name: "duplicate", outcome, expected: copied(draft, steps, outcome, after(last.path)), mayGo: "" };
};

const after = (path: StepPath) => ({ list: path.slice(0, -1), index: Number(path.at(-1)) + 1 });

/** Copies say the same, but for ids; those are looked up in what came of it. */
function copied(
  draft: Draft,
  steps: readonly FoundStep[],
  outcome: Outcome,
  target: { list: StepPath; index: number },
): Json {
  const before = dataOf(draft.text);
  const expected = clone(before);
  if (isRefused(outcome)) return expected;
  const made = listAt(dataOf(outcome.text), target.list).slice(target.index, target.index + steps.length);
  const plain = steps.map(({ path }) => renamedIn(at(before, path) as Json, outcome.renamed ?? {}));
  inserted(
    expected,
    target,
    plain.map((one, index) => withIdsOf(one, made[index] ?? null)),
  );
  return expected;
}

/** The same data with the ids of its twin. */
function withIdsOf(data: Json, twin: Json): Json {
  if (Array.isArray(data))
    return data.map((one, index) => withIdsOf(one, Array.isArray(twin) ? (twin[index] ?? null) : null));
  if (!isFields(data) || !isFields(twin)) return data;
  const kind = Object.keys(data)[0] ?? "";
  return Object.fromEntries(
    Object.entries(data).map(([key, one]) => [
      key,
      key === kind && KINDS.includes(kind) && typeof one === "string"
        ? (twin[key] ?? one)
        : withIdsOf(one, twin[key] ?? null),
    ]),
  );
}

const pasting: Make = (draft, pick) => {
  const steps = some(draft, pick);
  if (steps.length === 0) return null;
  const target = place(draft, pick);
  const outcome = pasteSteps(draft, { text: copySteps(draft, refs(steps)), place: target });
  return { name: "paste", outcome, expected: copied(draft, steps, outcome, target), mayGo: "" };
};

const wrapping: Make = (draft, pick) => {
  const step = choose(stepsOf(draft), pick[0]);
  if (!step) return null;
  const kind = choose(["branch", "repeat", "split"] as const, pick[1]) ?? "repeat";
  const outcome = wrapSteps(draft, { steps: [step.path], in: kind });
  const expected = clone(dataOf(draft.text));
  if (isRefused(outcome)) return { name: "wrap", outcome, expected, mayGo: "" };
  const block = clone(at(dataOf(outcome.text), step.path) ?? null);
  const first = { branch: ["cases", 0, "steps"], repeat: ["steps"], split: ["paths", "one", "steps"] }[kind];
  const within = at(block, first);
  if (JSON.stringify(within) !== JSON.stringify([at(expected, step.path)]))
    throw new Error("not what was wrapped");
  put(expected, step.path, block);
  return { name: `wrap ${kind}`, outcome, expected, mayGo: "", mayShift: copySteps(draft, [step.path]) };
};

const parking: Make = (draft, pick) => {
  const made = removing("park", (now, steps) => parkSteps(now, { steps }))(draft, pick);
  if (made) made.mayGo = "";
  return made;
};

const restoring: Make = (draft, pick) => {
  const parked = choose(parkedSteps(draft), pick[0]);
  if (!parked) return null;
  return {
    name: "restore",
    outcome: restoreParked(draft, { line: parked.line }),
    expected: null,
    mayGo: "# parked: ",
  };
};

const naming: Make = (draft, pick) => {
  const step = choose(stepsOf(draft), pick[0]);
  if (!step) return null;
  const id = `named-${pick[1]}-${pick[2]}`;
  const expected = renamedIn(dataOf(draft.text), { [step.id]: id });
  put(expected, [...step.path, step.kind], id);
  const moved = at(expected, ["moved_to"]);
  if (isFields(moved)) for (const key of Object.keys(moved)) if (moved[key] === step.id) moved[key] = id;
  return { name: "rename", outcome: renameStep(draft, { step: step.path, id }), expected, mayGo: "" };
};

const setting: Make = (draft, pick) => {
  const step = choose(stepsOf(draft), pick[0]);
  const field = choose(FIELDS[step?.kind ?? ""] ?? [], pick[1]);
  return step && field ? set(draft, [...step.path], step.path, field, pick) : null;
};

const settingTop: Make = (draft, pick) => {
  const field = choose(
    ["title", "purpose", "topic", "notes", "goal", "send_window", "enroll", "brakes"],
    pick[1],
  );
  return field ? set(draft, [], null, field, pick) : null;
};

const isWord = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

function set(draft: Draft, path: StepPath, step: StepPath | null, field: string, pick: Pick): Gesture {
  const value = pick[2] % 5 === 0 ? undefined : choose(VALUES, pick[2]);
  const expected = clone(dataOf(draft.text));
  const old = at(expected, [...path, field]);
  if (value === undefined) {
    const around = at(expected, path);
    if (isFields(around)) delete around[field];
  } else put(expected, [...path, field], clone(value as Json));
  return {
    name: `set ${field}`,
    outcome: setField(draft, { step, field: [field], value }),
    expected,
    // Comments inside an old value go with it; one value for another keeps them.
    mayGo: isWord(old) && isWord(value) ? "" : step ? copySteps(draft, [step]) : draft.text,
  };
}

const inKind =
  (
    kind: string,
    name: string,
    run: (
      draft: Draft,
      step: FoundStep,
      data: Fields,
      pick: Pick,
    ) => [Outcome, (data: Fields) => void] | null,
  ): Make =>
  (draft, pick) => {
    const step = choose(
      stepsOf(draft).filter((one) => one.kind === kind),
      pick[0],
    );
    if (!step) return null;
    const expected = clone(dataOf(draft.text));
    const data = at(expected, step.path) as Fields;
    const made = run(draft, step, data, pick);
    if (!made) return null;
    const [outcome, change] = made;
    if (!isRefused(outcome)) change(data);
    return { name, outcome, expected, mayGo: name.startsWith("remove") ? draft.text : "" };
  };

const cases = (data: Fields): Fields[] => (data.cases as Fields[]) ?? [];
const paths = (data: Fields): Record<string, Fields> => (data.paths as Record<string, Fields>) ?? {};

const WAYS: Make[] = [
  inKind("branch", "add case", (draft, { path }, data, pick) => {
    const index = pick[1] % (cases(data).length + 1);
    const made = { name: `new ${pick[2]}`, when: "confirmed()", steps: [] };
    return [addCase(draft, { step: path, name: made.name, index }), () => cases(data).splice(index, 0, made)];
  }),
  inKind("branch", "remove case", (draft, { path }, data, pick) => {
    const index = pick[1] % Math.max(1, cases(data).length);
    return [removeCase(draft, { step: path, index }), () => cases(data).splice(index, 1)];
  }),
  inKind("branch", "move case", (draft, { path }, data, pick) => {
    const count = Math.max(1, cases(data).length);
    const [index, to] = [pick[1] % count, pick[2] % count];
    return [
      moveCase(draft, { step: path, index, to }),
      () => cases(data).splice(to, 0, ...cases(data).splice(index, 1)),
    ];
  }),
  inKind("branch", "rename case", (draft, { path }, data, pick) => {
    const index = pick[1] % Math.max(1, cases(data).length);
    const name = `so: ${pick[2]}`;
    return [
      renameCase(draft, { step: path, index, name }),
      () => Object.assign(cases(data)[index] ?? {}, { name }),
    ];
  }),
  inKind("split", "add path", (draft, { path }, data, pick) => {
    const name = `way-${pick[1]}`;
    if (name in paths(data) || Object.keys(paths(data)).length > 9) return null;
    const outcome = addPath(draft, { step: path, name });
    return [
      outcome,
      () => weighed(outcome, path, data, { ...paths(data), [name]: { weight: 0, steps: [] } }),
    ];
  }),
  inKind("split", "remove path", (draft, { path }, data, pick) => {
    const name = choose(Object.keys(paths(data)), pick[1]) ?? "";
    const { [name]: _gone, ...left } = paths(data);
    const outcome = removePath(draft, { step: path, name });
    return [outcome, () => weighed(outcome, path, data, left)];
  }),
  inKind("split", "weigh", (draft, { path }, data, pick) => {
    const name = choose(Object.keys(paths(data)), pick[1]) ?? "";
    const outcome = setWeights(draft, { step: path, weights: { [name]: pick[2] % 120 } });
    return [outcome, () => weighed(outcome, path, data, paths(data))];
  }),
  inKind("await", "remove or give a way", (draft, { path }, data, pick) => {
    const events = Array.isArray(data.for) ? data.for : [data.for ?? null];
    const event = String(choose(events, pick[1]) ?? "");
    const on = isFields(data.on) ? data.on : {};
    const way = { step: path, at: ["on", event] };
    const give = () => {
      data.on = { ...on, [event]: [] };
    };
    if (!(event in on)) return [addWay(draft, way), give];
    const change = () => {
      delete on[event];
      if (Object.keys(on).length === 0) delete data.on;
    };
    return [removeWay(draft, way), change];
  }),
  inKind("await", "remove event", (draft, { path }, data, pick) => {
    const events = Array.isArray(data.for) ? data.for : [data.for ?? null];
    const event = String(choose(events, pick[1]) ?? "");
    const change = () => {
      data.for = events.filter((one) => one !== event);
      if (isFields(data.on)) delete data.on[event];
      if (isFields(data.on) && Object.keys(data.on).length === 0) delete data.on;
    };
    return [removeEvent(draft, { step: path, event }), change];
  }),
];

/** The weights are those that came of it, if they sum to a hundred. */
function weighed(outcome: Outcome, path: StepPath, data: Fields, wanted: Record<string, Fields>): void {
  if (isRefused(outcome)) return;
  const made = paths((at(dataOf(outcome.text), path) as Fields) ?? {});
  const sum = Object.values(made).reduce((all, one) => all + Number(one.weight), 0);
  if (sum !== 100) throw new Error(`the weights sum to ${sum}`);
  data.paths = Object.fromEntries(
    Object.entries(wanted).map(([name, one]) => [name, { ...one, weight: made[name]?.weight ?? 0 }]),
  );
}

const GESTURES: Make[] = [
  adding,
  adding,
  moving,
  moving,
  moving,
  removing("delete", (draft, steps) => deleteSteps(draft, { steps })),
  removing("cut", (draft, steps) => cutSteps(draft, { steps })),
  copying,
  pasting,
  wrapping,
  parking,
  restoring,
  naming,
  setting,
  setting,
  settingTop,
  ...WAYS,
];

/** Null where there is nothing to do it with. */
export const gesture = (text: string, which: number, pick: Pick): Gesture | null =>
  choose(GESTURES, which)?.(readDraft(text), pick) ?? null;
