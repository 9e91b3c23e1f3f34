// Writes one file of the caller's draft. What another window saved in another file of it is no conflict.
import type { QueryClient } from "@tanstack/react-query";
import type { DraftShown } from "./drafts";
import { server } from "./generated/server";
import { asProblem } from "./problem";

interface Asked {
  slug: string;
  /** Inside the journey's folder: "journey.yaml", "messages/reminder.mjml". */
  file: string;
  /** Null takes the file away. */
  text: string | null;
  revision: number;
  /** What the file said when it was last seen; undefined where it was not there. */
  seen: string | undefined;
  /** What this window sent and was not answered: it may stand there now, and is nobody else's. */
  sent?: readonly string[];
}

const put = ({ slug, file, text }: Asked, revision: number): Promise<DraftShown> =>
  server.drafts.save({ slug, ifMatch: String(revision), body: { files: { [file]: text } } });

/** Rejects with 412 where this very file was changed from another window. */
export async function writeFile(asked: Asked): Promise<DraftShown> {
  try {
    return await put(asked, asked.revision);
  } catch (error) {
    if (asProblem(error).status !== 412) throw error;
    const now = await server.drafts.show({ slug: asked.slug });
    const there = now.files[asked.file];
    if (there === (asked.text ?? undefined)) return now;
    if (there !== asked.seen && !asked.sent?.some((text) => text === there)) throw error;
    return put(asked, now.revision);
  }
}

const TRIES = 3;

/**
 * Several files at once, made out of those that are there, null to take one away: as one save, anew where another window saved in between.
 * Null where nothing changes.
 */
export async function writeFiles(
  slug: string,
  made: (files: Readonly<Record<string, string>>) => Record<string, string | null>,
  tries = TRIES,
): Promise<{ draft: DraftShown; written: Record<string, string | null> } | null> {
  const now = await server.drafts.show({ slug });
  const written = made(now.files);
  if (Object.keys(written).length === 0) return null;
  try {
    const draft = await server.drafts.save({ slug, ifMatch: String(now.revision), body: { files: written } });
    return { draft, written };
  } catch (error) {
    if (asProblem(error).status !== 412 || tries <= 1) throw error;
    return writeFiles(slug, made, tries - 1);
  }
}

/** After a message, a form or a scenario was written: what is made of it or speaks of it is asked anew. */
export const forgetNames = (queries: QueryClient, slug: string) =>
  Promise.all(
    [
      ["vocabulary", slug],
      ["check", slug],
      ["own-draft", slug],
      ["scenarios", slug],
      ["plan", slug],
    ].map((queryKey) => queries.invalidateQueries({ queryKey })),
  );
