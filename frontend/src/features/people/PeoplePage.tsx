// Finding a person: by exact e-mail or record number, which is all a blind index can answer.
import { Button, Group, TextInput } from "@mantine/core";
import { IconSearch, IconUserSearch, IconUsers } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { usePages } from "~/api/pages";
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

export function PeoplePage() {
  const [, go] = useLocation();
  const [wish, setWish] = useState("");
  const [asked, setAsked] = useState("");
  const people = usePages<PatientRow>("/patients", { q: asked });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(wish.trim());
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
            autoComplete="off"
            onChange={(event) => {
              setWish(event.currentTarget.value);
              if (event.currentTarget.value === "") setAsked("");
            }}
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
          asked ? (
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
