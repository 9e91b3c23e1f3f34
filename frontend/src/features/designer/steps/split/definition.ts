// split: an experiment or a hold-out; the path is a hash, so it can be recomputed.
import type { Path } from "../../model/document";
import { asFields, durationWords } from "../../model/words";
import { type Source, type StepDefinition, told, written } from "../definition";

const entries = (value: unknown) =>
  Object.entries(asFields(value) ?? {}).map(([name, path]) => ({ name, path: asFields(path) ?? {} }));

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replace(/-/g, " ");

function paths({ fields, within }: Source): Path[] {
  return entries(fields.paths).map(({ name, path }) => ({
    name,
    words: capital(name),
    detail: path.holdout ? `${written(path.weight)} % are held back` : `${written(path.weight)} % of people`,
    outcomes: [name],
    steps: within("paths", name, "steps"),
    implied: false,
  }));
}

function winnerWords(value: unknown): string {
  const winner = asFields(value);
  return winner ? `${written(winner.metric)} after ${durationWords(winner.after)}` : "";
}

export const split: StepDefinition = {
  kind: "split",
  name: "Split",
  fresh: {
    fields: () => ({ paths: { one: { weight: 50, steps: [] }, other: { weight: 50, steps: [] } } }),
    name: (fields) => Object.keys(asFields(fields.paths) ?? {}).join(" or "),
  },
  paths,
  sentence(fields) {
    const parts = entries(fields.paths).map(
      ({ name, path }) => `${written(path.weight)} % ${name.replace(/-/g, " ")}`,
    );
    return `Divide people: *${parts.join(", ")}*`;
  },
  chips(fields) {
    const held = entries(fields.paths).find(({ path }) => path.holdout === true);
    return held ? [{ words: `holds back ${written(held.path.weight)} %`, tone: "attention" }] : [];
  },
  facts: (fields) =>
    told(
      ...entries(fields.paths).map(({ name, path }) => ({
        label: capital(name),
        words: `${written(path.weight)} %`,
      })),
      { label: "Seed", words: written(fields.seed), exact: true },
      { label: "Winner by", words: winnerWords(fields.winner) },
    ),
};
