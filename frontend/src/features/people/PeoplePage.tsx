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
import { count } from "~/words/numbers";
import { languageWords } from "~/words/reasons";

const COLUMNS: Column<PatientRow>[] = [
  { title: "Name", cell: (person) => <Link href={`/people/${person.id}`}>{person.masked_name}</Link> },
  { title: "E-mail", cell: (person) => person.masked_email || "–" },
  { title: "Language", cell: (person) => languageWords(person.language) },
  { title: "Journeys now", cell: (person) => (person.inside > 0 ? count(person.inside) : "–"), right: true },
  { title: "", cell: (person) => (person.deceased ? <Mark tone="stop">has died</Mark> : null), right: true },
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
    <Page
      title="People"
      sentence="Names and addresses stay masked until you reveal them, and revealing is recorded. Search needs the exact e-mail or record number."
    >
      <form onSubmit={submit}>
        <Group mb="md" gap="xs">
          <TextInput
            w={360}
            aria-label="Exact e-mail or record number"
            placeholder="Exact e-mail or record number"
            leftSection={<IconSearch size={16} stroke={1.75} />}
            value={wish}
            maxLength={254}
            autoComplete="off"
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            Find
          </Button>
        </Group>
      </form>
      <PagedTable
        caption="People"
        listed={people}
        columns={COLUMNS}
        keyOf={(person) => person.id}
        onOpen={(person) => go(`/people/${person.id}`)}
        empty={
          found ? (
            <Empty icon={IconUserSearch} title="Nobody found">
              The search only knows exact matches: the whole e-mail address, or the whole record number.
            </Empty>
          ) : (
            <Empty icon={IconUsers} title="Nobody yet">
              People appear here with the first message of your EHR.
            </Empty>
          )
        }
      />
    </Page>
  );
}
