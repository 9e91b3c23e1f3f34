// What may be written where the cursor stands: the definition of the schema, and the facts of the field. Pure.
import type { FieldFacts } from "../../inspector/schema/compact";
import { fieldsOf } from "../../inspector/schema/facts";
import { KINDS } from "../../model/editing/nesting";
import type { Level, Stand } from "./stand";

export interface Shape {
  /** The definition whose fields these are; null where names are of one's own choice. */
  owner: string | null;
  /** The mapping's keys are names: of events, ways, fields. */
  names: boolean;
  /** The key that leads to it. */
  leading: string;
  /** A step whose kind is not written yet. */
  kindless: boolean;
}

/** A step's definition depends on the kind it begins with. */
function definition(of: string, keys: readonly string[]): string | null {
  if (of !== "step") return of;
  const kind = keys.find((key) => KINDS.includes(key));
  return kind === undefined ? null : `step-${kind}`;
}

function factAt(of: string | null, { key, keys }: Level): FieldFacts | null {
  const owner = of === null ? null : definition(of, keys);
  return owner === null ? null : (fieldsOf(owner)[key] ?? null);
}

/** The shape of the mapping in which the cursor stands; null where it is inside something unknown. */
export function shapeAt({ above, siblings, key }: Stand): Shape | null {
  let of: string | null = "journey";
  let names = false;
  let leading = "";
  for (const level of above) {
    if (names) {
      names = false;
      continue;
    }
    const fact = factAt(of, level);
    if (!fact || !(fact.of || fact.map)) return null;
    of = fact.of ?? null;
    names = fact.map === true;
    leading = level.key;
  }
  const written = key === null ? siblings : [...siblings, key];
  const owner = of === null || names ? null : definition(of, written);
  return { owner, names, leading, kindless: of === "step" && !names && owner === null };
}
