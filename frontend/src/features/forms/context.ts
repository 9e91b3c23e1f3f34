// What every control of the page knows: the languages, how to change the text, what the compiler says.
import { createContext, useContext } from "react";
import { type Keys, type PlacedProblem, under } from "~/features/designer/inspector/form/places";
import type { FormText } from "./useFormText";

export interface FormBench {
  run: FormText["run"];
  /** The organisation's own language, and all that are shown. */
  home: string;
  languages: readonly string[];
  problems: readonly PlacedProblem[];
  /** Names of questions in the other forms of the journey. */
  taken: ReadonlySet<string>;
}

const Context = createContext<FormBench | null>(null);
export const BenchContext = Context;

export function useBench(): FormBench {
  const bench = useContext(Context);
  if (!bench) throw new Error("a control of a form stands on its page");
  return bench;
}

export const useWrong = (path: Keys): boolean =>
  under(useBench().problems, path).some(({ severity }) => severity === "error");
