// The text of a journey's scenarios.yaml: one scenario is found and taken out, the rest stays byte for byte. Pure.
import type { Problem } from "~/api/types";
import { isRefused, readDraft, removeItem } from "./editing";
import { readSource } from "./source/source";
import { entryOf, type Node } from "./source/tree";

export const SCENARIOS = "scenarios.yaml";

/** Which one; `line`: a line of its text, which tells two of one name apart. */
export interface Named {
  name: string;
  line?: number;
}

interface Listed {
  name: string | null;
  line: number;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

function nameOf(node: Node | null): string | null {
  const name = entryOf(node, "name")?.node;
  return name?.type === "word" && typeof name.value === "string" ? name.value : null;
}

function listed(text: string): Listed[] {
  const list = entryOf(readSource(text).root, "scenarios")?.node;
  if (list?.type !== "list") return [];
  return list.items.map(({ node, dash, shift }) => ({
    name: nameOf(node),
    line: lineOf(text, (dash < 0 ? (node?.from ?? 0) : dash) + shift),
  }));
}

/** Its place in the list; -1 where it does not stand there any more. A name such as 12 is read otherwise elsewhere. */
function placeOf(text: string, { name, line }: Named): number {
  const all = listed(text);
  if (line === undefined) return all.findIndex((one) => one.name === name);
  const around = all.findLastIndex((one) => one.line <= line);
  return (all[around]?.name ?? name) === name ? around : -1;
}

/** The text without it; null where it is not there, or the text cannot be read. */
export function withoutScenario(text: string, scenario: Named): string | null {
  const index = placeOf(text, scenario);
  if (index < 0) return null;
  const outcome = removeItem(readDraft(text), { step: null, field: ["scenarios"], index });
  return isRefused(outcome) ? null : outcome.text;
}

/** The scenario of this very journey that a problem lies in; null where it lies in none. */
export const scenarioOf = ({ scenario, path, line }: Problem, slug: string): Named | null =>
  scenario !== null && path.split("/").at(-2) === slug ? { name: scenario, line } : null;
