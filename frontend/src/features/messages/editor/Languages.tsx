// The languages of one message: which there are, which still has another's words, adding one and taking one away.
import { Alert, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { IconLanguage, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { forgetNames, writeFile } from "~/api/draftFiles";
import type { DraftShown } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import type { Vocabulary } from "~/features/designer/inspector/vocabulary";
import { useCameFrom } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import classes from "./Editor.module.css";
import { fileOf, messagesOf, partsOf, stillIn, translationOf } from "./files";

const words = w.composing.languages;

interface Props {
  slug: string;
  file: string;
  text: string;
  draft: DraftShown;
  vocabulary: Vocabulary;
  /** The words are meant to be the same: noted at the top of the text. */
  onAccept: (language: string, note: string) => void;
}

/** Writes a file of this message, or takes it away, and goes to one that is there. */
function useFiles({ slug, draft }: Props) {
  const queries = useQueryClient();
  const { from } = useCameFrom();
  const [, go] = useLocation();
  const [error, setError] = useState<unknown>(null);
  const write = async (file: string, text: string | null, next: string) => {
    try {
      const path = `messages/${file}`;
      const now = await writeFile({
        slug,
        file: path,
        text,
        revision: draft.revision,
        seen: draft.files[path],
      });
      queries.setQueryData(["own-draft", slug], now);
      go(`/drafts/${slug}/messages/${next}${from}`);
      void forgetNames(queries, slug);
    } catch (problem) {
      setError(problem);
    }
  };
  return { write, error };
}

interface RemovalProps {
  named: string;
  fallback: string;
  onRemove: () => void;
  onClose: () => void;
}

function Removal({ named, fallback, onRemove, onClose }: RemovalProps) {
  return (
    <Modal opened onClose={onClose} title={words.remove(named)}>
      <Stack>
        <Text>{words.removing(named, fallback)}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <Button color="red" onClick={onRemove}>
            {words.remove(named)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function Languages(props: Props) {
  const { slug, file, text, draft, vocabulary, onAccept } = props;
  const { write, error } = useFiles(props);
  const { from } = useCameFrom();
  const [removing, setRemoving] = useState(false);
  const { name, language } = partsOf(file);
  const there = messagesOf(draft.files).find((message) => message.name === name)?.languages ?? [];
  const spoken = (tag: string) => languageWords(tag || vocabulary.language);
  const missing = vocabulary.languages.filter((tag) => tag !== vocabulary.language && !there.includes(tag));
  const textIn = (tag: string) =>
    tag === language ? text : (draft.files[`messages/${fileOf(name, tag)}`] ?? "");
  const same = stillIn(draft.files, { name, language }, text);
  // What is translated is held against the organisation's own words, so that it begins with them.
  const begins = there.includes("") ? "" : language;
  const fallback = there.find((tag) => tag !== language) ?? "";
  const add = (tag: string) => {
    const next = fileOf(name, tag);
    void write(next, translationOf(textIn(begins), tag), next);
  };
  return (
    <>
      <nav className={classes.languages} aria-label={words.title}>
        <IconLanguage size={16} stroke={1.6} aria-hidden />
        {there.map((tag) => (
          <Link
            key={tag}
            href={`/drafts/${slug}/messages/${fileOf(name, tag)}${from}`}
            aria-current={tag === language ? "page" : undefined}
          >
            {spoken(tag)}
            {stillIn(draft.files, { name, language: tag }, textIn(tag)) !== undefined && (
              <em> · {words.toTranslate}</em>
            )}
          </Link>
        ))}
        {missing.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />}>
                {words.add}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {missing.map((tag) => (
                <Menu.Item key={tag} onClick={() => add(tag)}>
                  {words.added(spoken(tag), spoken(begins))}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {language !== "" && there.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => setRemoving(true)}
          >
            {words.remove(spoken(language))}
          </Button>
        )}
      </nav>
      {error !== null && (
        <Alert color="red" role="alert" mb={12}>
          {asProblem(error).detail}
        </Alert>
      )}
      {same !== undefined && (
        <Alert color="yellow" mb={12} title={words.same(spoken(same))}>
          <Group justify="space-between">
            <Text>{words.sameHelp}</Text>
            <Button
              size="xs"
              variant="default"
              onClick={() => onAccept(same || vocabulary.language, words.note(spoken(same)))}
            >
              {words.accept}
            </Button>
          </Group>
        </Alert>
      )}
      {removing && (
        <Removal
          named={spoken(language)}
          fallback={spoken(fallback)}
          onRemove={() => void write(file, null, fileOf(name, fallback))}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}
