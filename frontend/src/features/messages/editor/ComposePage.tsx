// One message of a draft: its text at the left, at the right what somebody would read, and another beside it.
import { Button, Group, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMail, IconSend } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { usePreview, useSamples } from "~/api/composing";
import { useOwnDraft } from "~/api/gallery";
import type { DraftShown, Problem } from "~/api/generated/types";
import { DeletedFiles } from "~/features/deleting/DeletedFiles";
import { DeleteFiles } from "~/features/deleting/DeleteFiles";
import { useVocabulary } from "~/features/designer/inspector/vocabulary";
import { plainSubject } from "~/features/designer/model/titles";
import { backTo, useCameFrom } from "~/features/gallery/cameFrom";
import { subjectOf, titleOf } from "~/features/gallery/reading";
import { Page } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import classes from "./Editor.module.css";
import { accepted, messagesOf, partsOf, segmentsIn, sendersOf } from "./files";
import { shownFront } from "./front";
import { Languages } from "./Languages";
import { LookBar } from "./LookBar";
import { FIRST_LOOK, type Look, readerOf } from "./look";
import { MailText } from "./MailText";
import type { MailEditor } from "./mailEditor";
import { RenameButton, Renamed } from "./Renaming";
import { SaveState } from "./SaveState";
import { Seen } from "./Seen";
import { TrialDialog } from "./TrialDialog";
import { useSavedText } from "./useSavedText";

const NO_PROBLEMS: Problem[] = [];
const WIDER = { width: 360, position: "bottom-start" } as const;
const CALM = 350; // milliseconds without a letter before a preview is asked for

interface Shown {
  slug: string;
  file: string;
  text: string;
  look: Look;
}

const wishOf = ({ slug, file, text, look }: Shown) => ({
  journey: slug,
  file,
  text,
  sample: look.sample,
  patient: look.patient || null,
  segments: look.segments && [...look.segments],
});

function Beside(shown: Shown) {
  const preview = usePreview(wishOf(shown), true);
  return preview.data ? <Seen seen={preview.data} look={shown.look} /> : <Rows rows={3} />;
}

/** Where one goes from here; to the step first, where one came from it. */
function Above({ slug, title }: { slug: string; title: string }) {
  const { step, from } = useCameFrom();
  return (
    <Group gap={16}>
      {step && (
        <Link className={classes.back} href={backTo(slug, step)}>
          {w.composing.backToStep(step)}
        </Link>
      )}
      <Link className={classes.back} href={`/drafts/${slug}${from}`}>
        {w.composing.back(title)}
      </Link>
    </Group>
  );
}

/** The place a problem's link leads to. */
function placeIn(search: string): { line: number; column: number } | null {
  const asked = new URLSearchParams(search);
  const line = Number(asked.get("line"));
  return line > 0 ? { line, column: Number(asked.get("column")) || 1 } : null;
}

interface Going {
  slug: string;
  file: string;
  draft: DraftShown;
  title: string;
  flush: () => Promise<void>;
}

/** Takes the message away in all its languages. */
function Deletion({ slug, file, draft, title, flush }: Going) {
  const words = w.deleting.message;
  const { name } = partsOf(file);
  const { language } = useVocabulary(slug);
  const there = messagesOf(draft.files).find((message) => message.name === name)?.languages ?? [];
  const spoken = there.map((tag) => languageWords(tag || language));
  return (
    <DeleteFiles
      kind="message"
      slug={slug}
      name={name}
      title={title || name}
      also={spoken.length > 1 ? words.languages(spoken) : ""}
      uses={sendersOf(draft.files, name).map(words.sends)}
      flush={flush}
    />
  );
}

/** A mail as people call it, and its file, which says the language. */
function fileWords({ files }: DraftShown, file: string): string {
  const subject = plainSubject(subjectOf(files[`messages/${file}`] ?? ""));
  return subject ? `${subject} (${file})` : file;
}

function Compose({ draft, slug, file }: { draft: DraftShown; slug: string; file: string }) {
  const words = w.composing;
  const saved = useSavedText(slug, `messages/${file}`, draft);
  const { text, setText } = saved;
  const [calm] = useDebouncedValue(text, CALM);
  const editor = useRef<MailEditor | null>(null);
  const [trying, setTrying] = useState(false);
  const [beside, setBeside] = useState("");
  const { from } = useCameFrom();
  const [, go] = useLocation();
  const place = placeIn(useSearch());
  const vocabulary = useVocabulary(slug);
  const samples = useSamples();
  const [chosen, setLook] = useState<Look | null>(null);
  const spoken = partsOf(file).language || vocabulary.language;
  const reader = readerOf(spoken, samples.data?.items ?? []);
  const look = chosen ?? { ...FIRST_LOOK, sample: reader };
  // The editor is made anew for a text that came from elsewhere.
  const [shown, setShown] = useState(0);
  // A real person is looked at when the button is pressed, never while somebody types.
  const [lookedAt, setLookedAt] = useState("");
  const preview = usePreview(
    wishOf({ slug, file, text: look.patient ? lookedAt : calm, look }),
    calm !== "" && !samples.isPending,
  );
  const files = Object.keys(draft.files)
    .filter((each) => each.startsWith("messages/"))
    .map((each) => each.slice("messages/".length))
    .sort();
  const named = files.map((each) => ({ value: each, label: fileWords(draft, each) }));
  const onLook = (next: Look) => {
    setLookedAt(text);
    setLook(next);
  };
  const called = plainSubject(shownFront(text)?.subject ?? "");
  const title = titleOf(draft.files["journey.yaml"] ?? "") || slug;
  return (
    <Page
      title={called || file}
      above={<Above slug={slug} title={title} />}
      actions={
        <>
          <SaveState saved={saved} onOther={() => setShown((count) => count + 1)} />
          <RenameButton slug={slug} file={file} draft={draft} flush={saved.flush} />
          <Deletion slug={slug} file={file} draft={draft} flush={saved.flush} title={called} />
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            variant="default"
            onClick={() => setTrying(true)}
          >
            {words.trial.button}
          </Button>
        </>
      }
    >
      <Renamed slug={slug} file={file} draft={draft} flush={saved.flush} />
      {trying && <TrialDialog wish={wishOf({ slug, file, text, look })} onClose={() => setTrying(false)} />}
      <Group gap={8} mb={12} align="end">
        <Select
          size="xs"
          comboboxProps={WIDER}
          label={words.files}
          data={named}
          value={file}
          allowDeselect={false}
          onChange={(next) => next && go(`/drafts/${slug}/messages/${next}${from}`)}
        />
        <Select
          size="xs"
          comboboxProps={WIDER}
          label={words.beside}
          placeholder={words.besideNone}
          clearable
          data={named.filter(({ value }) => value !== file)}
          value={beside || null}
          onChange={(next) => setBeside(next ?? "")}
        />
        <LookBar look={look} segments={segmentsIn(calm)} onLook={onLook} />
      </Group>
      <Languages
        slug={slug}
        file={file}
        text={text}
        draft={draft}
        vocabulary={vocabulary}
        onAccept={(language, note) => {
          setText(accepted(text, language, note));
          setShown((count) => count + 1);
        }}
      />
      <div className={classes.bench}>
        <MailText
          key={shown}
          text={text}
          language={spoken}
          vocabulary={vocabulary}
          problems={preview.data?.problems ?? NO_PROBLEMS}
          seen={preview.data}
          editor={editor}
          onText={setText}
          at={place}
        />
        <div>
          {preview.isError && !preview.data && <Broken error={preview.error} />}
          {preview.data && (
            <Seen seen={preview.data} look={look} onFix={(fix) => editor.current?.mend(fix)} />
          )}
          {!preview.data && !preview.isError && <Rows rows={6} />}
          {beside && (
            <section className={classes.other} aria-label={beside}>
              <h2>{beside}</h2>
              <Beside
                slug={slug}
                file={beside}
                text={draft.files[`messages/${beside}`] ?? ""}
                look={{ ...look, patient: "" }}
              />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}

export default function ComposePage({ slug, file }: { slug: string; file: string }) {
  const draft = useOwnDraft(slug);
  if (draft.data?.files[`messages/${file}`] !== undefined)
    return <Compose draft={draft.data} slug={slug} file={file} />;
  return (
    <Page
      title={file}
      above={<Above slug={slug} title={titleOf(draft.data?.files["journey.yaml"] ?? "") || slug} />}
    >
      {draft.data && <DeletedFiles draft={draft.data} slug={slug} />}
      {draft.data && (
        <Empty icon={IconMail} title={w.deleting.message.missing}>
          {w.deleting.message.missingHelp}
        </Empty>
      )}
      {draft.isError && <Broken error={draft.error} again={() => void draft.refetch()} />}
      {!draft.isError && !draft.data && <Rows rows={6} />}
    </Page>
  );
}
