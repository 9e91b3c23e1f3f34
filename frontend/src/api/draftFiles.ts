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
    if (now.files[asked.file] !== asked.seen) throw error;
    return put(asked, now.revision);
  }
}

/** After a message or a form was written: what it is checked with and spoken of by is asked anew. */
export const forgetNames = (queries: QueryClient, slug: string) =>
  Promise.all(
    [
      ["vocabulary", slug],
      ["check", slug],
      ["own-draft", slug],
    ].map((queryKey) => queries.invalidateQueries({ queryKey })),
  );
