// Every version that was ever published, newest first.
import { Table, Text } from "@mantine/core";
import { useVersions } from "~/api/journeys";
import { Broken, Rows } from "~/parts/States";
import { When } from "~/parts/When";

export function VersionsTab({ slug }: { slug: string }) {
  const versions = useVersions(slug);
  if (versions.isError) return <Broken error={versions.error} again={() => void versions.refetch()} />;
  if (!versions.data) return <Rows rows={3} />;
  if (versions.data.length === 0) return <Text c="dimmed">Nothing has been published yet.</Text>;
  return (
    <Table aria-label="Versions">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Version</Table.Th>
          <Table.Th>Published</Table.Th>
          <Table.Th>By</Table.Th>
          <Table.Th>Note</Table.Th>
          <Table.Th>Content</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.data.map((version) => (
          <Table.Tr key={version.number}>
            <Table.Td fw={600}>{version.number}</Table.Td>
            <Table.Td>
              <When at={version.published_at} />
            </Table.Td>
            <Table.Td>{version.published_by}</Table.Td>
            <Table.Td>{version.note || "–"}</Table.Td>
            <Table.Td>
              <code title={version.version}>{version.version.slice(0, 12)}</code>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
