// Forms that were taken out of a draft in this tab: each can be put back as it was.
import { Observable, useObserved } from "~/features/designer/view/observable";

export interface Deleted {
  slug: string;
  name: string;
  title: string;
  text: string;
}

const NAME = "careloom.deleted-forms";

const isDeleted = (value: unknown): value is Deleted =>
  typeof value === "object" &&
  value !== null &&
  ["slug", "name", "title", "text"].every((key) => typeof Reflect.get(value, key) === "string");

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
  state.get().deleted.filter(({ slug, name }) => slug !== one.slug || name !== one.name);

export const rememberDeleted = (one: Deleted): void => write([...others(one), one]);

export const forgetDeleted = (one: Deleted): void => write(others(one));

export const useDeleted = (): readonly Deleted[] => useObserved(state, ({ deleted }) => deleted);
