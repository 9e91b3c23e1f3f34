// The form as the portal shows it to somebody, in one of its languages.
import { Group } from "@mantine/core";
import { useState } from "react";
import type { useFormPreview } from "~/api/composing";
import { inDark, inLight } from "~/features/messages/editor/darkMail";
import { MailFrame } from "~/parts/MailFrame";
import { Segments } from "~/parts/Segments";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import classes from "./Forms.module.css";

const words = w.questions;

interface Props {
  preview: ReturnType<typeof useFormPreview>;
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
}

/** The page's own rules for dark hold or do not, and so do the browser's controls in it. */
const inScheme = (html: string, dark: boolean): string =>
  (dark ? inDark(html) : inLight(html)).replace(/(color-scheme:)[^;]*/, `$1 ${dark ? "dark" : "light"}`);

export function Preview({ preview, languages, language, onLanguage }: Props) {
  const [dark, setDark] = useState(false);
  const html = preview.data?.html ?? "";
  return (
    <section className={classes.preview} aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <Group gap={12} mb={12}>
        {languages.length > 1 && (
          <Segments
            size="xs"
            aria-label={words.previewLanguage}
            data={languages.map((value) => ({ value, label: languageWords(value) }))}
            value={language}
            onChange={onLanguage}
          />
        )}
        <Segments
          size="xs"
          aria-label={words.previewLook}
          data={[
            { value: "light", label: words.light },
            { value: "dark", label: words.dark },
          ]}
          value={dark ? "dark" : "light"}
          onChange={(chosen) => setDark(chosen === "dark")}
        />
      </Group>
      {preview.isError && !preview.data && <Broken error={preview.error} />}
      {!preview.data && !preview.isError && <Rows rows={6} />}
      {preview.data && html === "" && <p className={classes.notYet}>{words.notYet}</p>}
      {html !== "" && (
        <div className={classes.device}>
          <MailFrame html={inScheme(html, dark)} title={words.frame} />
        </div>
      )}
    </section>
  );
}
