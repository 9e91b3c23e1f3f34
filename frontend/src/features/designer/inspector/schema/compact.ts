// The journey's JSON Schema, cut down to what forms need: help, choices, defaults, what must be written. Pure.

export interface FieldFacts {
  help: string;
  required?: true;
  choices?: string[];
  default?: string;
}

/** By definition (`step-send`, `anchor`), then by field. */
export type Facts = Record<string, Record<string, FieldFacts>>;

interface Schema {
  description?: string;
  enum?: string[];
  default?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
}

/** The words one may choose from, wherever in the field they stand. */
function choicesIn(schema: Schema): string[] | undefined {
  if (schema.enum) return schema.enum;
  if (schema.items) return choicesIn(schema.items);
  for (const one of schema.anyOf ?? []) {
    const found = choicesIn(one);
    if (found) return found;
  }
  return undefined;
}

function factsOf(field: Schema, required: boolean): FieldFacts {
  const choices = choicesIn(field);
  return {
    help: field.description ?? "",
    ...(required ? { required: true as const } : {}),
    ...(choices ? { choices } : {}),
    ...(field.default === undefined ? {} : { default: String(field.default) }),
  };
}

export function compact({ definitions }: { definitions: Record<string, Schema> }): Facts {
  const facts: Facts = {};
  for (const [name, { properties, required = [] }] of Object.entries(definitions)) {
    if (!properties) continue;
    const fields = Object.entries(properties).map(([field, schema]) => [
      field,
      factsOf(schema, required.includes(field)),
    ]);
    facts[name] = Object.fromEntries(fields);
  }
  return facts;
}
