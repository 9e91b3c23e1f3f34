// People in this journey, at the selected step or everywhere.

import { Group, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { usePages } from "~/api/pages";
import { useMay } from "~/api/session";
import type { PersonInJourney } from "~/api/types";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Segments } from "~/parts/Segments";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { personWords } from "~/words/reasons";
import { phaseWords } from "~/words/rules";
import { zoneWords } from "~/words/time";
import { useDesigner } from "../store";

const words = w.drawer;

const COLUMNS: Column<PersonInJourney>[] = [
  {
    title: words.person,
    cell: (person) => <Link href={`/people/${person.patient}`}>{personWords(person.masked_name)}</Link>,
  },
  { title: words.entered, cell: (person) => <When at={person.entered_at} /> },
  { title: words.step, cell: (person) => (person.step ? <code>{person.step}</code> : "–") },
  {
    title: words.now,
    cell: (person) => phaseWords(person.phase, person.outcome),
  },
  { title: words.next, cell: (person) => <When at={person.due_at} />, right: true },
];

/** Whoever sees every row of a list can count it, so it is for those who may open people. */
export function PeopleTab({ slug }: { slug: string }) {
  const operator = useMay("operator");
  if (operator) return <PeopleHere slug={slug} />;
  return (
    <Empty icon={IconUsers} title={words.forOperators}>
      {words.forOperatorsText}
    </Empty>
  );
}

function PeopleHere({ slug }: { slug: string }) {
  const { selected } = useDesigner();
  const [, go] = useLocation();
  const [state, setState] = useState("active");
  const step = state === "active" ? selected : null;
  const people = usePages<PersonInJourney>(
    `/journeys/${encodeURIComponent(slug)}/people`,
    { state, step },
    5_000,
  );
  return (
    <>
      <Group justify="space-between" pb="xs">
        <Segments
          size="xs"
          value={state}
          onChange={setState}
          data={[
            { value: "active", label: words.inside },
            { value: "left", label: words.left },
          ]}
        />
        <Text c="dimmed" fz={13}>
          {step ? words.atStep(step) : words.everywhere} · {zoneWords()}
        </Text>
      </Group>
      <PagedTable
        caption={words.peopleHere}
        listed={people}
        columns={COLUMNS}
        keyOf={(person) => person.enrollment}
        onOpen={(person) => go(`/people/${person.patient}`)}
        empty={
          <Empty icon={IconUsers} title={step ? words.nobodyAtStep : words.nobody}>
            {words.nobodyText}
          </Empty>
        }
      />
    </>
  );
}
