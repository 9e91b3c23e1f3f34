// Every version that was ever published, newest first: compared with any other, made the draft again.
import { Button, Group, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconGitCompare, IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import { server } from "~/api/generated/server";
import { useVersions } from "~/api/journeys";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { Version } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { peopleWords } from "../live/few";
import { useDesigner } from "../store";
import { CompareView } from "./CompareView";

function useRestore(slug: string) {
  const { become } = useDrafting();
  return async (number: number) => {
    try {
      await become({ did: "version", what: String(number) }, async ({ revision }) => ({
        draft: await server.drafts.restore({ slug, ifMatch: String(revision), body: { number } }),
      }));
      notifications.show({ message: w.drafts.versions.restored(number) });
    } catch (error) {
      notifications.show({ color: "red", message: asProblem(error).detail });
    }
  };
}

function Row({ slug, version, onCompare }: { slug: string; version: Version; onCompare: () => void }) {
  const author = useMay("author");
  const coarse = !useMay("operator");
  const restore = useRestore(slug);
  const { number } = version;
  return (
    <Table.Tr>
      <Table.Td fw={600}>{w.drafts.versions.version(number)}</Table.Td>
      <Table.Td>
        <When at={version.published_at} />
      </Table.Td>
      <Table.Td>{version.published_by}</Table.Td>
      <Table.Td>{version.note || "–"}</Table.Td>
      <Table.Td>{w.drafts.versions.inside(peopleWords(version.inside, coarse))}</Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconGitCompare size={14} />}
            onClick={onCompare}
          >
            {w.drafts.versions.compare}
          </Button>
          {author && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconRestore size={14} />}
              onClick={() => void restore(number)}
            >
              {w.drafts.versions.restore}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Heads() {
  const { version, published, by, message, people } = w.drafts.versions.heads;
  return (
    <Table.Thead>
      <Table.Tr>
        {[version, published, by, message, people].map((head) => (
          <Table.Th key={head}>{head}</Table.Th>
        ))}
        <Table.Td />
      </Table.Tr>
    </Table.Thead>
  );
}

export function VersionsTab({ slug }: { slug: string }) {
  const versions = useVersions(slug);
  const { flush, draft } = useDrafting();
  const author = useMay("author");
  const { text, base } = useDesigner();
  const [comparing, setComparing] = useState<{ before: string; after: string } | null>(null);
  if (versions.isError && !versions.data)
    return <Broken error={versions.error} again={() => void versions.refetch()} />;
  if (!versions.data) return <Rows rows={3} />;
  if (versions.data.length === 0) return <Text c="dimmed">{w.drafts.versions.none}</Text>;
  // The newest is like what is here while nothing was changed; then what it changed is of more interest.
  const pairOf = (number: number) => {
    const [newest, older] = versions.data;
    const unchanged = text === base && (draft?.changed.length ?? 0) === 0;
    if (unchanged && number === newest?.number && older)
      return { before: String(older.number), after: String(number) };
    return { before: String(number), after: author ? "draft" : "workspace" };
  };
  const open = (number: number) =>
    void flush()
      .catch(() => undefined)
      .then(() => setComparing(pairOf(number)));
  return (
    <>
      <Table aria-label={w.drafts.versions.list}>
        <Heads />
        <Table.Tbody>
          {versions.data.map((version) => (
            <Row key={version.number} slug={slug} version={version} onCompare={() => open(version.number)} />
          ))}
        </Table.Tbody>
      </Table>
      {versions.data.length === 1 && (
        <Text c="dimmed" size="sm" p="sm">
          {w.drafts.versions.onlyOne}
        </Text>
      )}
      {comparing !== null && (
        <CompareView slug={slug} versions={versions.data} {...comparing} onClose={() => setComparing(null)} />
      )}
    </>
  );
}
