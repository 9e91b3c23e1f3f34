// What was just taken out of the draft, with the way back. It stays until it is put back or dismissed.
import { Alert, Button, CloseButton, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { forgetNames, writeFiles } from "~/api/draftFiles";
import type { DraftShown } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { useCameFrom } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { type Deleted, forgetDeleted, useDeleted } from "./deleted";
import { KINDS } from "./kinds";

const words = w.deleting;

function One({ deleted }: { deleted: Deleted }) {
  const { slug, kind, name, title, files } = deleted;
  const queries = useQueryClient();
  const { from } = useCameFrom();
  const [, go] = useLocation();
  const [failed, setFailed] = useState("");
  const back = async () => {
    try {
      const saved = await writeFiles(slug, () => ({ ...files }));
      if (saved) queries.setQueryData(["own-draft", slug], saved.draft);
      await forgetNames(queries, slug);
      forgetDeleted(deleted);
      go(KINDS[kind].page(slug, name, Object.keys(files)[0] ?? "") + from);
    } catch (error) {
      setFailed(asProblem(error).detail);
    }
  };
  return (
    <Alert mb={16} role="status">
      <Group justify="space-between" gap={12}>
        <Text>{failed || words.gone(title)}</Text>
        <Group gap={8} wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => void back()}>
            {words.putBack}
          </Button>
          <CloseButton aria-label={words.dismiss(title)} onClick={() => forgetDeleted(deleted)} />
        </Group>
      </Group>
    </Alert>
  );
}

/** Not what is there again: somebody made another of its name. */
export function DeletedFiles({ draft, slug }: { draft: DraftShown; slug: string }) {
  const gone = useDeleted().filter(
    (one) => one.slug === slug && KINDS[one.kind].paths(draft.files, one.name).length === 0,
  );
  return gone.map((one) => <One key={`${one.kind} ${one.name}`} deleted={one} />);
}
