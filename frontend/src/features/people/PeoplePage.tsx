// Finding a person: by exact e-mail or record number, which is all a blind index can answer.

import { Button, Group, TextInput } from "@mantine/core";
import { IconSearch, IconUserSearch, IconUsers } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { type Listed, usePages } from "~/api/pages";
import { useSearchPeople } from "~/api/people";
import type { PatientRow } from "~/api/types";
import { Mark } from "~/parts/Mark";
import { Page } from "~/parts/Page";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { w } from "~/words";
import { count } from "~/words/numbers";
import { languageWords } from "~/words/reasons";
import { rich } from "~/words/rich";
import classes from "./People.module.css";

const words = w.people;

const COLUMNS: Column<PatientRow>[] = [
  { title: words.name, cell: (person) => <Link href={`/people/${person.id}`}>{person.masked_name}</Link> },
  { title: words.email, cell: (person) => person.masked_email || "–" },
  { title: words.language, cell: (person) => languageWords(person.language) },
  {
    title: words.journeysNow,
    cell: (person) => (person.inside > 0 ? count(person.inside) : "–"),
    right: true,
  },
  {
    title: "",
    cell: (person) => (person.deceased ? <Mark tone="stop">{words.died}</Mark> : null),
    right: true,
  },
];

function usePeople(): { people: Listed<PatientRow>; find: (wish: string) => void; found: boolean } {
  const newest = usePages<PatientRow>("/patients");
  const search = useSearchPeople();
  const found = search.status !== "idle";
  const answer: Listed<PatientRow> = {
    items: search.data?.items ?? [],
    loaded: search.data !== undefined,
    error: search.error,
    more: null,
    loadingMore: false,
    again: () => search.variables && search.mutate(search.variables),
  };
  const find = (wish: string) => (wish === "" ? search.reset() : search.mutate(wish));
  return { people: found ? answer : newest, find, found };
}

/** By themselves people never come: an event, a list or a play. */
function WhatBringsPeopleIn() {
  const { comes } = words;
  return (
    <dl className={classes.comes} aria-label={comes.title}>
      <dt>{comes.ehr}</dt>
      <dd>{rich(comes.ehrText, { code: (inner) => <code>{inner}</code> })}</dd>
      <dt>{comes.journey}</dt>
      <dd>{rich(comes.journeyText, { a: (inner) => <Link href="/journeys">{inner}</Link> })}</dd>
      <dt>{comes.play}</dt>
      <dd>{comes.playText}</dd>
    </dl>
  );
}

export function PeoplePage() {
  const [, go] = useLocation();
  const [wish, setWish] = useState("");
  const { people, find, found } = usePeople();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(wish.trim());
  };
  const write = (text: string) => {
    setWish(text);
    if (text === "") find("");
  };
  return (
    <Page title={w.shell.places.people} sentence={words.sentence} times>
      <form onSubmit={submit}>
        <Group mb="md" gap="xs">
          <TextInput
            w={360}
            aria-label={words.exact}
            placeholder={words.exact}
            leftSection={<IconSearch size={16} stroke={1.75} />}
            value={wish}
            maxLength={254}
            autoComplete="off"
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {words.find}
          </Button>
        </Group>
      </form>
      <PagedTable
        caption={w.shell.places.people}
        listed={people}
        columns={COLUMNS}
        keyOf={(person) => person.id}
        onOpen={(person) => go(`/people/${person.id}`)}
        empty={
          found ? (
            <Empty icon={IconUserSearch} title={words.nobodyFound}>
              {words.nobodyFoundText}
            </Empty>
          ) : (
            <Empty icon={IconUsers} title={words.nobody} action={<WhatBringsPeopleIn />}>
              {words.nobodyText}
            </Empty>
          )
        }
      />
    </Page>
  );
}
