// What can be taken out of a draft: which files are one thing, and where its page is. Pure.
import { fileOf as formFile } from "~/features/forms/model/files";
import { fileOf, messagesOf } from "~/features/messages/editor/files";

type Files = Readonly<Record<string, string>>;

interface Deletable {
  /** The paths of its files in a draft. */
  paths: (files: Files, name: string) => string[];
  /** Its page in a draft, by the first of its paths. */
  page: (slug: string, name: string, path: string) => string;
}

export const KINDS = {
  form: {
    paths: (files, name) => [formFile(name)].filter((path) => files[path] !== undefined),
    page: (slug, name) => `/drafts/${slug}/forms/${name}`,
  },
  message: {
    paths: (files, name) =>
      (messagesOf(files).find((message) => message.name === name)?.languages ?? []).map(
        (language) => `messages/${fileOf(name, language)}`,
      ),
    page: (slug, _, path) => `/drafts/${slug}/${path}`,
  },
} satisfies Record<string, Deletable>;

export type Kind = keyof typeof KINDS;

export const isKind = (value: unknown): value is Kind => typeof value === "string" && value in KINDS;

/** The files of one thing, as they stand in the draft. */
export const filesOf = (kind: Kind, files: Files, name: string): Record<string, string> =>
  Object.fromEntries(KINDS[kind].paths(files, name).map((path) => [path, files[path] ?? ""]));
