// What may be added to a document as it stands, and where the form offers it. Pure.
import { type Shape, shapeAt } from "./shape";

type Path = readonly string[];

export interface Offer {
  /** A thing under a name of its own goes into `path`, one more goes to the list at `path`, a field is written there. */
  kind: "thing" | "item" | "field";
  path: Path;
  shape: Shape;
  /** How the name of a thing is spelled. */
  spelling?: "kebab" | "snake";
  /** The innermost thing around it that has a name of its own; empty where there is none. */
  thing: Path;
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

const keysOf = (value: unknown): string[] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

export function offersIn(value: unknown, shape: Shape, path: Path = [], thing: Path = []): Offer[] {
  if (shape.is === "value") return [];
  if (shape.is === "list") return [{ kind: "item", path, shape: shape.each, thing }];
  if (shape.is === "named") {
    const below = keysOf(value).flatMap((key) =>
      offersIn(inside(value, key), shape.each, [...path, key], [...path, key]),
    );
    return [{ kind: "thing", path, shape: shape.each, spelling: shape.spelling, thing }, ...below];
  }
  return Object.entries({ ...shape.must, ...shape.may }).flatMap(([key, one]): Offer[] => {
    const there = inside(value, key) !== undefined;
    if (there || one.is === "named" || one.is === "list")
      return offersIn(inside(value, key), one, [...path, key], thing);
    return [{ kind: "field", path: [...path, key], shape: one, thing }];
  });
}

/** Where a form shows an offer: with a thing, with a section, or at the foot of the page. */
export function roomOf({ kind, path, thing }: Offer, blocks: readonly string[]): string {
  if (thing.length > 1) return thing.join(".");
  const [block = ""] = path;
  const inBlock = blocks.includes(block) && (path.length > 1 || kind !== "field");
  return inBlock ? block : "";
}

/** Whether something has a name of the organisation's own, which others may speak by. */
export const isNamed = (shape: Shape, path: Path): boolean =>
  shapeAt(shape, path.slice(0, -1))?.is === "named";

/** Whether the form offers to take it away: what has a name, one of a list, or what need not be written. */
export function mayGo(shape: Shape, path: Path): boolean {
  const around = shapeAt(shape, path.slice(0, -1));
  const key = path.at(-1);
  if (around === null || key === undefined || around.is === "value") return false;
  return around.is === "fields" ? key in around.may : true;
}
