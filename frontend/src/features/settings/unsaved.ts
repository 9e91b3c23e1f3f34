// What somebody changed in a document and has not saved: kept in this browser, for each account, with the version it
// began from. Leaving the page or loading it again takes nothing away.
import { useState } from "react";
import type { DocumentShown } from "~/api/generated/types";
import { useSession } from "~/api/session";
import { Observable, useObserved } from "~/features/designer/view/observable";

interface Kept {
  source: string;
  etag: string;
}

const memory = new Observable<{ kept: Readonly<Record<string, Kept | null>> }>({ kept: {} });

const nameOf = (account: string, document: string) => `careloom.settings.${account}.${document}`;

const isKept = (value: unknown): value is Kept =>
  typeof value === "object" &&
  value !== null &&
  "source" in value &&
  typeof value.source === "string" &&
  "etag" in value &&
  typeof value.etag === "string";

function read(name: string): Kept | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

function write(name: string, kept: Kept | null): void {
  memory.set({ kept: { ...memory.get().kept, [name]: kept } });
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
  } catch {
    // It is kept until the page is loaded again.
  }
}

function useKept(document: string): [name: string, kept: Kept | null] {
  const name = nameOf(useSession().data?.account.id ?? "", document);
  const inMemory = useObserved(memory, ({ kept }) => kept[name]);
  const [stored] = useState(() => read(name));
  return [name, inMemory === undefined ? stored : inMemory];
}

export const useIsUnsaved = (document: string): boolean => useKept(document)[1] !== null;

export interface Unsaved {
  source: string;
  /** Of the version that was changed. */
  etag: string;
  changed: boolean;
  /** Somebody else saved the document after this was begun. */
  moved: boolean;
  write: (source: string) => void;
  discard: () => void;
  /** To be saved over what somebody else saved. */
  keepMine: () => void;
}

export function useUnsaved(shown: DocumentShown): Unsaved {
  const [name, kept] = useKept(shown.document);
  const etag = kept?.etag ?? shown.etag;
  const source = kept?.source ?? shown.source;
  return {
    source,
    etag,
    changed: kept !== null,
    moved: kept !== null && kept.etag !== shown.etag,
    write: (next) => write(name, next === shown.source ? null : { source: next, etag }),
    discard: () => write(name, null),
    keepMine: () => write(name, { source, etag: shown.etag }),
  };
}
