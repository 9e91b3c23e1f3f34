// Takes the form out of the draft, after saying what asks it and what speaks of its answers. It can be put back.
import { Button, List, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { forgetNames, writeFile } from "~/api/draftFiles";
import { server } from "~/api/generated/server";
import type { DraftShown } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import { rememberDeleted } from "./deleted";
import { fileOf } from "./model/files";
import { type Uses, usesOf } from "./model/uses";

const words = w.questions.deleting;

interface Props {
  slug: string;
  name: string;
  title: string;
  text: string;
  draft: DraftShown;
  /** Saves what is not saved. */
  flush: () => Promise<void>;
}

function Told({ steps, files }: Uses) {
  if (steps.length + files.length === 0) return <Text>{words.unused}</Text>;
  return (
    <>
      <Text mb={8}>{words.used}</Text>
      <List size="sm" spacing={4} mb={8}>
        {steps.map((step) => (
          <List.Item key={step}>{words.asks(step)}</List.Item>
        ))}
        {files.map((file) => (
          <List.Item key={file}>{words.speaks(file)}</List.Item>
        ))}
      </List>
      <Text>{words.afterwards}</Text>
    </>
  );
}

export function DeleteForm({ slug, name, title, text, draft, flush }: Props) {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const remove = async () => {
    try {
      await flush();
      const { revision } = await server.drafts.show({ slug });
      const now = await writeFile({ slug, file: fileOf(name), text: null, revision, seen: text });
      rememberDeleted({ slug, name, title, text });
      queries.setQueryData(["own-draft", slug], now);
      go(`/drafts/${slug}`);
      await forgetNames(queries, slug);
    } catch (error) {
      notifications.show({ color: "red", message: asProblem(error).detail });
    }
  };
  const ask = () =>
    modals.openConfirmModal({
      title: words.title(title),
      children: <Told {...usesOf(draft.files, name)} />,
      labels: { confirm: words.button, cancel: words.keep },
      onConfirm: () => void remove(),
    });
  return (
    <Button variant="default" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={ask}>
      {words.button}
    </Button>
  );
}
