// Pairs of journeys that hold the same people now.
import { Table, Text } from "@mantine/core";
import { Link } from "wouter";
import type { JourneyMap } from "~/api/generated/types";
import { w } from "~/words";
import { peopleWords } from "./MapPicture";

export function SharedList({ map }: { map: JourneyMap }) {
  const titles = new Map(map.journeys.map(({ slug, title }) => [slug, title]));
  if (map.shared.length === 0) return <Text c="dimmed">{w.map.sharedNone}</Text>;
  const link = (slug: string) => <Link href={`/journeys/${slug}`}>{titles.get(slug) ?? slug}</Link>;
  return (
    <>
      <Text c="dimmed" fz={13} pb="xs">
        {w.map.sharedLead}
      </Text>
      <Table aria-label={w.map.shared} maw={760}>
        <Table.Tbody>
          {map.shared.map(({ one, other, people }) => (
            <Table.Tr key={`${one}${other}`}>
              <Table.Td>{link(one)}</Table.Td>
              <Table.Td>{link(other)}</Table.Td>
              <Table.Td ta="right" title={people === null ? w.map.fewWords : undefined}>
                {peopleWords(people)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
