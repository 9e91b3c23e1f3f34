// Takes a form or a message out of the draft, after saying what uses it. It can be put back.
import { Button, List, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { forgetNames, writeFiles } from "~/api/draftFiles";
import { asProblem } from "~/api/problem";
import { useCameFrom } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { rememberDeleted } from "./deleted";
import { filesOf, type Kind } from "./kinds";

interface Props {
  slug: string;
  kind: Kind;
  name: string;
  title: string;
  /** What else goes with it, in words; "" where nothing does. */
  also?: string;
  /** What in the journey uses it, in words. */
  uses: readonly string[];
  /** Saves what is not saved. */
  flush: () => Promise<void>;
}

function Told({ kind, uses, also = "" }: Pick<Props, "kind" | "uses" | "also">) {
  const words = w.deleting[kind];
  const more = also && <Text mb={8}>{also}</Text>;
  if (uses.length === 0) {
    return (
      <>
        {more}
        <Text>{words.unused}</Text>
      </>
    );
  }
  return (
    <>
      {more}
      <Text mb={8}>{words.used}</Text>
      <List size="sm" spacing={4} mb={8}>
        {uses.map((use) => (
          <List.Item key={use}>{use}</List.Item>
        ))}
      </List>
      <Text>{words.afterwards}</Text>
    </>
  );
}

export function DeleteFiles({ slug, kind, name, title, also, uses, flush }: Props) {
  const words = w.deleting[kind];
  const queries = useQueryClient();
  const { from } = useCameFrom();
  const [, go] = useLocation();
  const remove = async () => {
    try {
      await flush();
      let files: Record<string, string> = {};
      const saved = await writeFiles(slug, (now) => {
        files = filesOf(kind, now, name);
        return Object.fromEntries(Object.keys(files).map((path) => [path, null]));
      });
      if (saved) {
        rememberDeleted({ slug, kind, name, title, files });
        queries.setQueryData(["own-draft", slug], saved.draft);
      }
      go(`/drafts/${slug}${from}`);
      await forgetNames(queries, slug);
    } catch (error) {
      notifications.show({ color: "red", message: asProblem(error).detail });
    }
  };
  const ask = () =>
    modals.openConfirmModal({
      title: w.deleting.title(title),
      children: <Told kind={kind} uses={uses} also={also} />,
      labels: { confirm: words.button, cancel: w.deleting.keep },
      onConfirm: () => void remove(),
    });
  return (
    <Button variant="default" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={ask}>
      {words.button}
    </Button>
  );
}
