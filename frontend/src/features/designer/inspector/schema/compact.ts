// The journey's JSON Schema, cut down to what forms need: help, choices, defaults, what must be written. Pure.

export interface FieldFacts {
  help: string;
  required?: true;
  choices?: string[];
  default?: string;
  /** The definition of what stands inside: `anchor`, `case`, `step`. */
  of?: string;
  /** A list of these. */
  many?: true;
  /** Written under names of its own choice. */
  map?: true;
  bool?: true;
  examples?: string[];
}

/** By definition (`step-send`, `anchor`), then by field. */
export type Facts = Record<string, Record<string, FieldFacts>>;

interface Schema {
  description?: string;
  enum?: string[];
  default?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  type?: string | string[];
  examples?: string[];
  $ref?: string;
  additionalProperties?: Schema | boolean;
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

/** Every schema inside one field, the outermost first. */
function inside(schema: Schema): Schema[] {
  const more = typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
  const parts = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [schema, ...[...parts, ...more].flatMap(inside)];
}

function shapeOf(field: Schema): Partial<FieldFacts> {
  const all = inside(field);
  const of = all
    .find(({ $ref }) => $ref)
    ?.$ref?.split("/")
    .at(-1);
  const examples = all.find((one) => one.examples)?.examples;
  return {
    ...(of ? { of } : {}),
    ...(field.type === "array" ? { many: true as const } : {}),
    ...(typeof field.additionalProperties === "object" ? { map: true as const } : {}),
    ...(field.type === "boolean" ? { bool: true as const } : {}),
    ...(examples ? { examples } : {}),
  };
}

function factsOf(field: Schema, required: boolean): FieldFacts {
  const choices = choicesIn(field);
  return {
    help: field.description ?? "",
    ...(required ? { required: true as const } : {}),
    ...(choices ? { choices } : {}),
    ...(field.default === undefined ? {} : { default: String(field.default) }),
    ...shapeOf(field),
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
