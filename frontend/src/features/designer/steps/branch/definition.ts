// branch: the first case that is true.
import { w } from "~/words";
import { conditionWords } from "../../model/conditions";
import type { Path } from "../../model/document";
import { asFields } from "../../model/words";
import { noChips, type Source, type StepDefinition, unwritten, written } from "../definition";

const words = w.steps.branch;

const cases = (value: unknown) => (Array.isArray(value) ? value.map((entry) => asFields(entry) ?? {}) : []);

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replace(/-/g, " ");

function paths({ fields, within }: Source): Path[] {
  const columns: Path[] = cases(fields.cases).map((entry, index) => {
    const name = written(entry.name) || words.case(index + 1);
    return {
      name,
      words: capital(name),
      detail: conditionWords(entry.when).words,
      outcomes: [name],
      steps: within("cases", index, "steps"),
      implied: false,
    };
  });
  columns.push({
    name: "otherwise",
    words: words.otherwise,
    detail: "",
    outcomes: "unknown" in fields ? ["otherwise"] : ["otherwise", "unknown"],
    steps: within("otherwise"),
    implied: !("otherwise" in fields),
  });
  if ("unknown" in fields) {
    columns.push({
      name: "unknown",
      words: words.unknown,
      detail: words.missing,
      outcomes: ["unknown"],
      steps: within("unknown"),
      implied: false,
    });
  }
  return columns;
}

export const branch: StepDefinition = {
  kind: "branch",
  name: words.name,
  fresh: {
    fields: () => ({ cases: [{ name: "confirmed", when: "confirmed()", steps: [] }] }),
    name: (fields) => words.fresh(written(cases(fields.cases)[0]?.name)),
  },
  paths,
  ways: (fields) => unwritten(fields, { unknown: words.unknown }),
  sentence(fields) {
    return words.sentence(cases(fields.cases).length);
  },
  chips: noChips,
  facts: (fields) =>
    cases(fields.cases).map((entry, index) => ({
      label: written(entry.name) || capital(words.case(index + 1)),
      words: written(entry.when),
      exact: true,
    })),
};
