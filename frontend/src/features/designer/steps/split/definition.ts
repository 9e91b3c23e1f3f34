// split: an experiment or a hold-out; the path is a hash, so it can be recomputed.
import { w } from "~/words";
import type { Path } from "../../model/document";
import { asFields, durationWords } from "../../model/words";
import { type Source, type StepDefinition, told, written } from "../definition";

const words = w.steps.split;

const entries = (value: unknown) =>
  Object.entries(asFields(value) ?? {}).map(([name, path]) => ({ name, path: asFields(path) ?? {} }));

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replace(/-/g, " ");

function paths({ fields, within }: Source): Path[] {
  return entries(fields.paths).map(({ name, path }) => ({
    name,
    words: capital(name),
    detail: path.holdout ? words.held(written(path.weight)) : words.part(written(path.weight)),
    outcomes: [name],
    steps: within("paths", name, "steps"),
    implied: false,
  }));
}

function winnerWords(value: unknown): string {
  const winner = asFields(value);
  return winner ? words.winner(written(winner.metric), durationWords(winner.after)) : "";
}

export const split: StepDefinition = {
  kind: "split",
  name: words.name,
  fresh: {
    fields: () => ({
      paths: {
        [words.freshPaths.one]: { weight: 50, steps: [] },
        [words.freshPaths.other]: { weight: 50, steps: [] },
      },
    }),
    name: (fields) => words.fresh(Object.keys(asFields(fields.paths) ?? {})),
  },
  paths,
  sentence(fields) {
    const parts = entries(fields.paths).map(
      ({ name, path }) => `${written(path.weight)} % ${name.replace(/-/g, " ")}`,
    );
    return words.sentence(parts.join(", "));
  },
  chips(fields) {
    const held = entries(fields.paths).find(({ path }) => path.holdout === true);
    return held ? [{ words: words.holds(written(held.path.weight)), tone: "attention" }] : [];
  },
  facts: (fields) =>
    told(
      ...entries(fields.paths).map(({ name, path }) => ({
        label: capital(name),
        words: `${written(path.weight)} %`,
      })),
      { label: words.seed, words: written(fields.seed), exact: true },
      { label: words.winnerBy, words: winnerWords(fields.winner) },
    ),
};
