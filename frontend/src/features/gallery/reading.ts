// The few words of a file that a list shows. Broken files have none.
import { parseDocument } from "yaml";

function textAt(source: string, key: string): string {
  const value: unknown = parseDocument(source, { logLevel: "silent" }).get(key);
  return typeof value === "string" ? value : "";
}

export const titleOf = (journey: string): string => textAt(journey, "title");

/** What stands between the two lines of dashes at the top of a message; "" where there is none. */
export function frontOf(message: string): string {
  return /^---\r?\n([\s\S]*?)^---\s*$/m.exec(message)?.[1] ?? "";
}

export const preheaderOf = (message: string): string => textAt(frontOf(message), "preheader");

export const subjectOf = (message: string): string => textAt(frontOf(message), "subject");
