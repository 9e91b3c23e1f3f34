// The messages and forms of one's draft of a journey. Drawing and publishing it is the designer's.
import { Button, Text } from "@mantine/core";
import { IconForms, IconMail, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { forgetNames, writeFile } from "~/api/draftFiles";
import { useOwnDraft } from "~/api/gallery";
import type { DraftShown } from "~/api/generated/types";
import { DeletedFiles } from "~/features/deleting/DeletedFiles";
import { useVocabulary } from "~/features/designer/inspector/vocabulary";
import { fileOf as formFile, formsOf, titleWords } from "~/features/forms/model/files";
import { NewForm } from "~/features/forms/NewForm";
import { fileOf, messagesOf, type Written } from "~/features/messages/editor/files";
import { NewMessage } from "~/features/messages/editor/NewMessage";
import { Page, Section } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { backTo, useCameFrom } from "./cameFrom";
import classes from "./Gallery.module.css";
import { subjectOf, titleOf } from "./reading";

const words = w.gallery.draft;

interface RowProps {
  slug: string;
  message: Written;
  subject: string;
  language: string;
}

function MessageRow({ slug, message, subject, language }: RowProps) {
  const { from } = useCameFrom();
  const first = fileOf(message.name, message.languages[0] ?? "");
  return (
    <li className={classes.part}>
      <IconMail size={18} stroke={1.6} aria-hidden />
      <Link className={classes.named} href={`/drafts/${slug}/messages/${first}${from}`}>
        <b>{subject || message.name}</b>
        <code>{message.name}</code>
      </Link>
      <span className={classes.tongues}>
        {message.languages.map((each) => (
          <Link key={each} href={`/drafts/${slug}/messages/${fileOf(message.name, each)}${from}`}>
            {languageWords(each || language)}
          </Link>
        ))}
      </span>
    </li>
  );
}

function Messages({ slug, files }: { slug: string; files: Record<string, string> }) {
  const { language } = useVocabulary(slug);
  const messages = messagesOf(files);
  if (messages.length === 0) {
    return (
      <Empty icon={IconMail} title={words.noMessages}>
        {words.noMessagesHelp}
      </Empty>
    );
  }
  return (
    <ul className={classes.parts}>
      {messages.map((message) => (
        <MessageRow
          key={message.name}
          slug={slug}
          message={message}
          language={language}
          subject={subjectOf(files[`messages/${fileOf(message.name, message.languages[0] ?? "")}`] ?? "")}
        />
      ))}
    </ul>
  );
}

/** What its buttons ask for: a new message, or a new form. */
type Making = "message" | "form";

function Forms({ slug, files, onNew }: { slug: string; files: Record<string, string>; onNew: () => void }) {
  const { from } = useCameFrom();
  const forms = formsOf(files);
  const add = (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onNew}>
      {w.questions.create.button}
    </Button>
  );
  return (
    <Section title={words.forms} aside={add}>
      {forms.length === 0 ? (
        <Text c="dimmed">{words.noForms}</Text>
      ) : (
        <ul className={classes.parts}>
          {forms.map((name) => (
            <li key={name} className={classes.part}>
              <IconForms size={18} stroke={1.6} aria-hidden />
              <Link className={classes.named} href={`/drafts/${slug}/forms/${name}${from}`}>
                <b>{titleWords(files[formFile(name)] ?? "") || name}</b>
                <code>{name}</code>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface CreateProps {
  slug: string;
  draft: DraftShown;
  what: Making;
  onClose: () => void;
}

/** Writes it into the draft and goes there. */
function Create({ slug, draft, what, onClose }: CreateProps) {
  const queries = useQueryClient();
  const { language } = useVocabulary(slug);
  const { from } = useCameFrom();
  const [, go] = useLocation();
  const write = async (file: string, text: string, page: string) => {
    const now = await writeFile({ slug, file, text, revision: draft.revision, seen: draft.files[file] });
    queries.setQueryData(["own-draft", slug], now);
    await forgetNames(queries, slug);
    go(`/drafts/${slug}/${page}${from}`);
  };
  if (what === "form") {
    const make = (name: string, text: string) => write(formFile(name), text, `forms/${name}`);
    return <NewForm files={draft.files} onMake={make} onClose={onClose} />;
  }
  const taken = messagesOf(draft.files).map(({ name }) => name);
  const make = (name: string, text: string) => write(`messages/${name}.mjml`, text, `messages/${name}.mjml`);
  return <NewMessage taken={taken} language={language} onMake={make} onClose={onClose} />;
}

export default function DraftPage({ slug }: { slug: string }) {
  const draft = useOwnDraft(slug);
  const { step } = useCameFrom();
  const [making, setMaking] = useState<Making | null>(null);
  const shown = draft.data;
  if (shown === undefined) {
    return (
      <Page title={slug}>
        {draft.isError ? (
          <Broken error={draft.error} again={() => void draft.refetch()} />
        ) : (
          <Rows rows={5} />
        )}
      </Page>
    );
  }
  const title = titleOf(shown.files["journey.yaml"] ?? "") || slug;
  return (
    <Page
      title={words.messagesOf(title)}
      sentence={words.lead}
      above={
        <Link className={classes.back} href={backTo(slug, step)}>
          {words.back(title)}
        </Link>
      }
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking("message")}>
          {w.composing.create.button}
        </Button>
      }
    >
      <DeletedFiles draft={shown} slug={slug} />
      <Messages slug={slug} files={shown.files} />
      <Forms slug={slug} files={shown.files} onNew={() => setMaking("form")} />
      {making && <Create slug={slug} draft={shown} what={making} onClose={() => setMaking(null)} />}
    </Page>
  );
}
