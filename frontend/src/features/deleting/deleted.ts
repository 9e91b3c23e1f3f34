// What was taken out of a draft in this tab, a form or a message in all its languages: it can be put back as it was.
import { Observable, useObserved } from "~/features/designer/view/observable";
import { isKind, type Kind } from "./kinds";

export interface Deleted {
  slug: string;
  kind: Kind;
  name: string;
  title: string;
  /** Its files, by their paths in the draft. */
  files: Readonly<Record<string, string>>;
}

const NAME = "careloom.deleted";

const isFiles = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((text) => typeof text === "string");

const isDeleted = (value: unknown): value is Deleted =>
  typeof value === "object" &&
  value !== null &&
  ["slug", "name", "title"].every((key) => typeof Reflect.get(value, key) === "string") &&
  isKind(Reflect.get(value, "kind")) &&
  isFiles(Reflect.get(value, "files"));

function kept(): Deleted[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
    return Array.isArray(value) ? value.filter(isDeleted) : [];
  } catch {
    return [];
  }
}

const state = new Observable<{ deleted: readonly Deleted[] }>({ deleted: kept() });

function write(deleted: readonly Deleted[]): void {
  state.set({ deleted });
  try {
    sessionStorage.setItem(NAME, JSON.stringify(deleted));
  } catch {
    // It can be put back until the page is loaded again.
  }
}

const others = (one: Deleted) =>
  state
    .get()
    .deleted.filter(({ slug, kind, name }) => slug !== one.slug || kind !== one.kind || name !== one.name);

export const rememberDeleted = (one: Deleted): void => write([...others(one), one]);

export const forgetDeleted = (one: Deleted): void => write(others(one));

export const useDeleted = (): readonly Deleted[] => useObserved(state, ({ deleted }) => deleted);
