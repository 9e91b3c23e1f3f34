// Who is behind a number: masked, and recorded.
import { Modal, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { Link } from "wouter";
import { usePages } from "~/api/pages";
import type { PersonInJourney } from "~/api/types";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { personWords } from "~/words/reasons";
import { phaseWords } from "~/words/rules";
import { zoneWords } from "~/words/time";
import { useChoice } from "./useWatch";
import { sinceOf } from "./watching";

/** One number of one step ("" is the whole journey): which of the server's questions it answers. */
export interface Asked {
  step: string;
  what: string;
  detail?: string;
  /** In words, for the title. */
  words: string;
}

const COLUMNS: Column<PersonInJourney>[] = [
  {
    title: w.watch.person,
    cell: (person) => <Link href={`/people/${person.patient}`}>{personWords(person.masked_name)}</Link>,
  },
  { title: w.watch.entered, cell: (person) => <When at={person.entered_at} /> },
  { title: w.watch.where, cell: (person) => (person.step ? <code>{person.step}</code> : "–") },
  { title: w.watch.now, cell: (person) => phaseWords(person.phase, person.outcome) },
  { title: w.watch.next, cell: (person) => <When at={person.due_at} />, right: true },
  {
    title: "",
    cell: (person) => <Link href={`/why/${person.enrollment}`}>{w.watch.whyFor}</Link>,
    right: true,
  },
];

function People({ slug, asked }: { slug: string; asked: Asked }) {
  const { choice } = useChoice();
  const listed = usePages<PersonInJourney>(`/journeys/${encodeURIComponent(slug)}/watch/people`, {
    step: asked.step,
    what: asked.what,
    detail: asked.detail,
    version: choice.version,
    since: sinceOf(choice.period, Date.now()),
  });
  return (
    <>
      <Text c="dimmed" fz={13} pb="xs">
        {w.watch.recorded} {zoneWords()}
      </Text>
      <PagedTable
        caption={asked.words}
        listed={listed}
        columns={COLUMNS}
        keyOf={(person) => person.enrollment}
        empty={
          <Empty icon={IconUsers} title={w.watch.none}>
            {""}
          </Empty>
        }
      />
    </>
  );
}

interface Props {
  slug: string;
  asked: Asked | null;
  onClose: () => void;
}

export function Behind({ slug, asked, onClose }: Props) {
  const where = asked?.step ? w.watch.atStep(asked.step) : w.watch.whole;
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      size="xl"
      title={asked ? w.watch.seeTitle(asked.words, where) : ""}
    >
      {asked && <People slug={slug} asked={asked} />}
    </Modal>
  );
}
