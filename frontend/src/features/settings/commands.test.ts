// Things come into a document and go from it, and everything else stays as it was, letter for letter.
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isRefused, type Outcome, readDraft } from "~/features/designer/model/editing";
import { plain } from "~/features/designer/model/source/tree";
import consentsSchema from "../../../../journeys/schema/consents.json";
import dictionarySchema from "../../../../journeys/schema/dictionary.json";
import organizationSchema from "../../../../journeys/schema/organization.json";
import { add, append, takeAway } from "./commands";
import { mayGo, offersIn, roomOf } from "./offers";
import { freshOf, SHAPES, type Shape } from "./shape";

const { organization, consents, dictionary, segments } = SHAPES;

const CONSENTS = `# what people may stop
topics:
  # the first
  visits:
    title: Your visits   # short
    opt: out
  bills:
    title: Bills
    opt: out

authorizations:
  programs:
    title: Programs
`;

const DICTIONARY = `# classes from open to closed
patient:
  first_name: {type: string, class: identifier}
  age:        {type: int, class: demographic}  # years

# a gap
care_gap:
  name: {type: string, class: clinical}
`;

const ORGANIZATION = `organization: riverside
name: Riverside
languages: [en, es]   # all of them
sender:
  name: Riverside
  address: care@riverside.example.org
domains: [riverside.example.org]
brakes: {sends_per_hour: 20000}   # pauses by itself
`;

function textOf(outcome: Outcome): string {
  if (isRefused(outcome)) throw new Error(outcome.refused);
  return outcome.text;
}

const added = (text: string, path: string[], value: Parameters<typeof add>[2]) =>
  textOf(add(readDraft(text), path, value));
const without = (text: string, shape: Shape, ...path: string[]) =>
  textOf(takeAway(readDraft(text), shape, path));

describe("what is added", () => {
  test("stands behind its neighbours and is written as they are", () => {
    const now = added(CONSENTS, ["topics", "offers"], { title: "Offers: new", opt: "in" });
    expect(now).toBe(
      CONSENTS.replace(
        "    title: Bills\n    opt: out\n",
        '    title: Bills\n    opt: out\n  offers:\n    title: "Offers: new"\n    opt: in\n',
      ),
    );
    const field = added(DICTIONARY, ["patient", "pronouns"], { type: "string", class: "preference" });
    expect(field).toBe(
      DICTIONARY.replace("# years\n", "# years\n  pronouns: {type: string, class: preference}\n"),
    );
  });

  test("makes the section it belongs to, and one more of a list keeps the list's comment", () => {
    const now = added(ORGANIZATION, ["connectors", "lab"], { title: "Lab", url: "https://lab.example.org" });
    expect(now.startsWith(ORGANIZATION)).toBe(true);
    expect(parse(now).connectors).toEqual({ lab: { title: "Lab", url: "https://lab.example.org" } });
    expect(textOf(append(readDraft(ORGANIZATION), ["languages"], "fr"))).toBe(
      ORGANIZATION.replace("[en, es]", "[en, es, fr]"),
    );
  });

  test("is a name only once", () => {
    expect(add(readDraft(CONSENTS), ["topics", "bills"], { title: "Bills" })).toEqual({
      refused: "id-taken",
    });
  });

  test("a section of the organisation stands where its schema has it, not at the top", () => {
    const now = added(ORGANIZATION, ["send_window"], { days: "mon-fri", from: "08:00" });
    expect(parse(now).send_window).toEqual({ days: "mon-fri", from: "08:00" });
    expect(now.startsWith("organization: riverside\nname: Riverside\n")).toBe(true);
  });

  test("into a document without anything", () => {
    const now = added("# segments\n", ["over-65"], "patient.age >= 65");
    expect(now).toBe("# segments\nover-65: patient.age >= 65\n");
  });
});

describe("what is taken away", () => {
  test("takes its comment along and nothing else, and comes back the same by undo", () => {
    expect(without(CONSENTS, consents, "topics", "visits")).toBe(
      CONSENTS.replace(/ {2}# the first\n {2}visits:\n.*\n.*\n/, ""),
    );
    expect(without(DICTIONARY, dictionary, "patient", "age")).toBe(DICTIONARY.replace(/ {2}age:.*\n/, ""));
    expect(without(ORGANIZATION, organization, "languages", "0")).toContain(
      "languages: [es]   # all of them",
    );
  });

  test("takes an optional section along that has nothing left, and leaves one that must be there empty", () => {
    expect(parse(without(CONSENTS, consents, "authorizations", "programs"))).not.toHaveProperty(
      "authorizations",
    );
    expect(without(ORGANIZATION, organization, "brakes", "sends_per_hour")).toBe(
      ORGANIZATION.replace(/brakes.*\n/, ""),
    );
    expect(parse(without(ORGANIZATION, organization, "domains", "0")).domains).toEqual([]);
    const one = without(CONSENTS, consents, "topics", "bills");
    const none = without(one, consents, "topics", "visits");
    expect(parse(none).topics).toEqual({});
    expect(parse(added(none, ["topics", "results"], { title: "Results", opt: "out" })).topics).toEqual({
      results: { title: "Results", opt: "out" },
    });
  });

  test("may be the only thing of the document", () => {
    expect(without("# ours\nover-65: patient.age >= 65\n", segments, "over-65")).toBe("# ours\n");
  });
});

describe("what a form offers", () => {
  const rooms = (text: string, shape: Shape) => {
    const { source } = readDraft(text);
    const blocks = Object.keys(parse(text));
    return offersIn(plain(source.root), shape).map(
      (offer) => `${offer.kind} ${offer.path.join(".")} in ${roomOf(offer, blocks)}`,
    );
  };

  test("fields with their thing, things with their section, sections at the foot", () => {
    const offers = rooms(CONSENTS, consents);
    expect(offers).toContain("thing topics in topics");
    expect(offers).toContain("field topics.visits.text in topics.visits");
    expect(offers).toContain("item authorizations.programs.covers in authorizations.programs");
    expect(offers).not.toContain("field topics.visits.title in topics.visits");
    const sections = rooms(ORGANIZATION, organization);
    expect(sections).toContain("field holidays in ");
    expect(sections).toContain("field sender.reply_to in sender");
    expect(sections).toContain("thing connectors in ");
    expect(sections).toContain("item languages in languages");
    expect(rooms(DICTIONARY, dictionary)).toContain("thing patient in patient");
  });

  test("to take away what has a name, one of a list, or what need not be written", () => {
    expect(mayGo(consents, ["topics", "visits"])).toBe(true);
    expect(mayGo(organization, ["domains", "0"])).toBe(true);
    expect(mayGo(organization, ["holidays"])).toBe(true);
    expect(mayGo(organization, ["sender"])).toBe(false);
    expect(mayGo(consents, ["topics"])).toBe(false);
  });
});

interface Definition {
  properties?: Record<string, unknown>;
  required?: string[];
}

test("every field of the schemas has its place, and what they require is written at once", () => {
  const same = (shape: Shape | undefined, schema: unknown) => {
    const { properties = {}, required = [] } = schema as Definition;
    if (shape?.is !== "fields") throw new Error("no fields");
    expect(Object.keys({ ...shape.must, ...shape.may }).sort()).toEqual(Object.keys(properties).sort());
    expect(required.filter((key) => !(key in shape.must))).toEqual([]);
    expect(Object.keys(freshOf(shape) ?? {}).length).toBeGreaterThan(0);
  };
  const each = (shape: Shape | undefined) => (shape?.is === "named" ? shape.each : undefined);
  const ours = organizationSchema.definitions;
  if (organization.is !== "fields" || consents.is !== "fields") throw new Error("no fields");
  same(organization, ours.organization);
  const sections = ["sender", "holidays", "brakes", "policy", "retention", "approvals"] as const;
  for (const name of sections) same(organization.must[name] ?? organization.may[name], ours[name]);
  same(organization.may.send_window, ours.window);
  same(organization.may.contact_budget, ours.cap);
  same(each(organization.may.agreements), ours.agreement);
  same(each(organization.may.connectors), ours.connector);
  same(each(consents.must.topics), consentsSchema.definitions.topic);
  same(each(consents.may.authorizations), consentsSchema.definitions.authorization);
  same(each(each(dictionary)), dictionarySchema.definitions.field);
});
