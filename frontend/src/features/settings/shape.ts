// What may stand where in the four documents: what must be written, what may be, what has a name of one's own. Pure.
import type { Value } from "~/features/designer/model/editing";

export type Shape =
  | { is: "value"; fresh: Value; choices?: readonly string[] }
  | {
      is: "fields";
      must: Readonly<Record<string, Shape>>;
      may: Readonly<Record<string, Shape>>;
      fresh?: Value;
    }
  /** Things under names of the organisation's own, and how such a name is spelled. */
  | { is: "named"; each: Shape; spelling: "kebab" | "snake" }
  | { is: "list"; each: Shape };

type Fields = Readonly<Record<string, Shape>>;

const text: Shape = { is: "value", fresh: "" };
const number = (fresh: number): Shape => ({ is: "value", fresh });
const choice = (...choices: [string, ...string[]]): Shape => ({ is: "value", fresh: choices[0], choices });
/** Another name may be written in the text; an administrator answers for it. */
const role = choice("admin", "operator", "author");
const begins = (fresh: Value): Shape => ({ is: "value", fresh });
const fields = (must: Fields, may: Fields = {}, fresh?: Value): Shape => ({ is: "fields", must, may, fresh });
const named = (each: Shape, spelling: "kebab" | "snake" = "kebab"): Shape => ({
  is: "named",
  each,
  spelling,
});
const list = (each: Shape): Shape => ({ is: "list", each });

const WINDOW = { days: "mon-fri", from: "08:00", to: "19:00", zone: "patient" };

const organization = fields(
  {
    organization: text,
    name: text,
    phone: text,
    address: text,
    zone: text,
    sender: fields({ name: text, address: text }, { reply_to: text }),
    domains: list(text),
  },
  {
    language: begins("en"),
    languages: list(text),
    holidays: fields({ country: begins("US") }, { subdivision: text }),
    send_window: fields(
      {},
      {
        days: begins("mon-fri"),
        from: begins("08:00"),
        to: begins("19:00"),
        zone: choice("patient", "clinic"),
        holidays: choice("skip", "send"),
      },
      WINDOW,
    ),
    contact_budget: fields({ count: number(5), per: begins("7d") }),
    brakes: fields(
      {},
      {
        sends_per_hour: number(20_000),
        bounces_percent: number(10),
        complaints_percent: number(1),
        opt_outs_percent: number(5),
      },
      { sends_per_hour: 20_000 },
    ),
    policy: fields({}, { packs: list(text), parameters: named(number(1), "snake") }, { packs: [""] }),
    agreements: named(fields({ party: text, hosts: list(text), signed: text }, { until: text })),
    connectors: named(fields({ title: text, url: text })),
    retention: fields({ years: number(6) }),
    approvals: fields(
      {},
      {
        wording: role,
        audience: role,
        protection: role,
        timing: role,
      },
      { wording: "admin" },
    ),
  },
);

const topic = fields({ title: text, opt: choice("out", "in") }, { text, version: number(1) });

const authorization = fields(
  { title: text },
  {
    information: text,
    from: text,
    to: text,
    purpose: text,
    expires: text,
    revocation: text,
    conditions: text,
    redisclosure: text,
    covers: list(text),
    version: number(1),
  },
);

const CLASSES = ["operational", "preference", "demographic", "identifier", "clinical", "protected"];

const field = fields(
  {
    type: choice("string", "int", "bool", "double", "timestamp", "list(string)"),
    // Rather too closed until somebody says that it is open.
    class: { is: "value", fresh: "clinical", choices: CLASSES },
  },
  { from: text, codes: text, law: text },
);

export const SHAPES = {
  organization,
  consents: fields({ topics: named(topic) }, { authorizations: named(authorization) }),
  dictionary: named(named(field, "snake"), "snake"),
  segments: named(text),
} as const satisfies Record<string, Shape>;

export type DocumentName = keyof typeof SHAPES;

/** The shape of what stands, or may stand, at a place. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | null {
  return path.reduce<Shape | null>((now, key) => {
    if (now === null || now.is === "value") return null;
    return now.is === "fields" ? (now.must[key] ?? now.may[key] ?? null) : now.each;
  }, shape);
}

/** What is written first where something of this shape is added. */
export function freshOf(shape: Shape): Value {
  if (shape.is === "value") return shape.fresh;
  if (shape.is === "list") return [freshOf(shape.each)];
  if (shape.is === "named") return {};
  if (shape.fresh !== undefined) return shape.fresh;
  return Object.fromEntries(Object.entries(shape.must).map(([key, one]) => [key, freshOf(one)]));
}
