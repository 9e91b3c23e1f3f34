// One form of a draft: its questions at the left, at the right what a person would see in the portal.
import { Alert, Button, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCircleCheck, IconForms } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { useFormPreview } from "~/api/composing";
import { useOwnDraft } from "~/api/gallery";
import type { DraftShown, Problem } from "~/api/generated/types";
import { DeletedFiles } from "~/features/deleting/DeletedFiles";
import { DeleteFiles } from "~/features/deleting/DeleteFiles";
import { placedIn } from "~/features/designer/inspector/form/places";
import { useVocabulary } from "~/features/designer/inspector/vocabulary";
import { backTo, useCameFrom } from "~/features/gallery/cameFrom";
import { titleOf } from "~/features/gallery/reading";
import { SaveState } from "~/features/messages/editor/SaveState";
import { Page, Section } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { Turns } from "~/parts/Turns";
import { allOf, w } from "~/words";
import { language as ownLanguage } from "~/words/locale";
import { BenchContext, type FormBench } from "./context";
import classes from "./Forms.module.css";
import { fileOf, questionIds } from "./model/files";
import { anyWords, type Form, languagesOf, shownForm } from "./model/shown";
import { starterForm } from "./model/starter";
import { usesOf } from "./model/uses";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { Questions } from "./Questions";
import { type FormText, useFormText } from "./useFormText";
import { WordsField } from "./WordsField";

const words = w.questions;
const CALM = 350; // milliseconds without a letter before a preview is asked for

function Around({ form, bench }: { form: Form; bench: FormBench }) {
  const outside = bench.problems.filter(({ path }) => !(path[0] === "questions" && path.length > 1));
  return (
    <Section title={words.head}>
      <Problems problems={outside.map(({ problem }) => problem)} />
      <div className={classes.fields}>
        <WordsField label={words.title} at={["title"]} words={form.title} />
        <WordsField label={words.intro} help={words.introHelp} at={["intro"]} words={form.intro} prose may />
        <WordsField label={words.thanks} help={words.thanksHelp} at={["thanks"]} words={form.thanks} may />
      </div>
    </Section>
  );
}

function AsText({ form, open }: { form: FormText; open: boolean }) {
  return (
    <details className={classes.source} open={open || undefined}>
      <summary>{words.text}</summary>
      <Textarea
        aria-label={words.text}
        classNames={{ input: classes.mono }}
        autosize
        minRows={8}
        spellCheck={false}
        value={form.text}
        onChange={(event) => form.type(event.currentTarget.value)}
      />
    </details>
  );
}

/** What was changed beside this page. */
function Followed({ files, failed }: { files: readonly string[]; failed: string }) {
  if (failed) {
    return (
      <Alert color="red" role="alert" mb={16}>
        {words.notFollowed(failed)}
      </Alert>
    );
  }
  return (
    <p className={classes.followed} role="status">
      {files.length > 0 && words.followed(allOf(files))}
    </p>
  );
}

const starter = (name: string) => starterForm({ name, ...words.example, kind: "yes-no" });

/** A text without anything in it is begun again; any other that cannot be read is mended below. */
function Unreadable({ text, problems, onBegin }: { text: string; problems: Problem[]; onBegin: () => void }) {
  if (text.trim() === "") {
    return (
      <Empty icon={IconForms} title={words.emptied} action={<Button onClick={onBegin}>{words.begin}</Button>}>
        {words.emptiedHelp}
      </Empty>
    );
  }
  return (
    <>
      <Alert color="red" role="alert" mb={16}>
        {words.unreadable}
      </Alert>
      <Problems problems={problems} />
    </>
  );
}

function Edit({ draft, slug, name }: { draft: DraftShown; slug: string; name: string }) {
  const editing = useFormText(slug, name, draft);
  const { step } = useCameFrom();
  const { text, run, saved } = editing;
  const { language: home, languages: spoken } = useVocabulary(slug);
  const [calm] = useDebouncedValue(text, CALM);
  const form = useMemo(() => shownForm(text), [text]);
  const languages = form ? languagesOf(form, home, spoken) : [home];
  const [chosen, setChosen] = useState<string>(ownLanguage());
  const language = languages.includes(chosen) ? chosen : home;
  const preview = useFormPreview({ journey: slug, form: name, text: calm, language });
  const found = preview.data?.problems;
  const problems = useMemo(() => placedIn(calm, found ?? []), [calm, found]);
  const taken = useMemo(() => questionIds({ ...draft.files, [fileOf(name)]: "" }), [draft.files, name]);
  const bench: FormBench = { run, home, languages, problems, taken };
  const called = (form && anyWords(form.title, ownLanguage())) || name;
  const uses = useMemo(() => usesOf(draft.files, name), [draft.files, name]);
  const title = titleOf(draft.files["journey.yaml"] ?? "") || slug;
  return (
    <Page
      title={called}
      above={
        <Link className={classes.back} href={backTo(slug, step)}>
          {w.gallery.draft.back(title)}
        </Link>
      }
      actions={
        <>
          <SaveState saved={saved} onOther={editing.forget} />
          <DeleteFiles
            kind="form"
            slug={slug}
            name={name}
            title={called}
            uses={[...uses.steps.map(w.deleting.form.asks), ...uses.files.map(w.deleting.form.speaks)]}
            flush={saved.flush}
          />
          <Turns undo={editing.undo} redo={editing.redo} />
        </>
      }
    >
      <BenchContext value={bench}>
        <div className={classes.bench}>
          <div>
            {editing.refused && (
              <Alert color="red" role="alert" mb={16}>
                {w.canvas.refusals[editing.refused]}
              </Alert>
            )}
            {form ? (
              <>
                <Questions questions={form.questions} />
                <Followed {...editing.following} />
                <Around form={form} bench={bench} />
                {found?.length === 0 && form.questions.length > 0 && (
                  <p className={classes.fine}>
                    <IconCircleCheck size={16} stroke={1.75} aria-hidden /> {words.fine}
                  </p>
                )}
              </>
            ) : (
              <Unreadable text={text} problems={found ?? []} onBegin={() => editing.type(starter(name))} />
            )}
            <AsText form={editing} open={form === null} />
          </div>
          <Preview preview={preview} languages={languages} language={language} onLanguage={setChosen} />
        </div>
      </BenchContext>
    </Page>
  );
}

export default function FormPage({ slug, name }: { slug: string; name: string }) {
  const draft = useOwnDraft(slug);
  if (draft.data && draft.data.files[fileOf(name)] !== undefined)
    return <Edit draft={draft.data} slug={slug} name={name} />;
  return (
    <Page title={name}>
      {draft.data && <DeletedFiles draft={draft.data} slug={slug} />}
      {draft.isError && <Broken error={draft.error} again={() => void draft.refetch()} />}
      {draft.data && (
        <Empty icon={IconForms} title={words.gone}>
          {words.goneHelp}
        </Empty>
      )}
      {!draft.isError && !draft.data && <Rows rows={6} />}
    </Page>
  );
}
