import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { w } from "~/words";
import organizationSchema from "../../../../journeys/schema/organization.json";
import { arranged, leafAt, placeOf } from "./arranged";
import { leavesOf } from "./leaves";

const { organization, consents, dictionary } = w.settingFields;

const blocksOf = (source: string, known: typeof organization | typeof consents | typeof dictionary) =>
  arranged(leavesOf(source) ?? [], known);

describe("a document as people think of it", () => {
  test("a thing is called by its own title, not by its number or its key", () => {
    const [block] = blocksOf("topics:\n  visits: {title: Your visits, opt: out}\n", consents);
    expect(block?.title).toBe("Topics");
    expect(block?.things.map(({ title }) => title)).toEqual(["Your visits"]);
  });

  test("an item of a list is called by its value", () => {
    const [block] = blocksOf("languages: [en, es]\n", organization);
    expect(block?.things[0]?.fields.map(({ label }) => label)).toEqual(["Language · en", "Language · es"]);
  });

  test("an item with a name and an address is called by both", () => {
    const source = "senders:\n  - {name: Front desk, address: frontdesk@clinic.example.org}\n";
    const [block] = blocksOf(source, organization);
    expect(block?.things[0]?.title).toBe("Front desk · frontdesk@clinic.example.org");
  });

  test("every field of the organisation's schema is explained", () => {
    const places = parse(JSON.stringify(organizationSchema)).definitions.organization.properties as object;
    expect(Object.keys(places).filter((key) => !(key in organization))).toEqual([]);
  });

  test("names of one's own are no part of a place", () => {
    expect(placeOf(["patient", "age", "class"], dictionary)).toBe("*.*.class");
    expect(placeOf(["agreements", "lab", "hosts", "0"], organization)).toBe("agreements.*.hosts");
  });

  test("a problem's line and column lead to the value there", () => {
    const source = "name: Riverside\nsender: {name: A, address: b}\n";
    const leaves = leavesOf(source) ?? [];
    expect(leafAt(source, leaves, 2, 19)?.path).toEqual(["sender", "address"]);
    expect(leafAt(source, leaves, 1, 1)?.path).toEqual(["name"]);
    expect(leafAt(source, leaves, 3, 1)).toBeUndefined();
  });
});
