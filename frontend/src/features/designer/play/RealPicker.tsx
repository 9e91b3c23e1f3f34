// Choosing a real person to play: who is in this journey now, or somebody found by exact e-mail or record number.
import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { IconUserSearch, IconUserShield } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { type Listed, usePages } from "~/api/pages";
import { useSearchPeople } from "~/api/people";
import { asProblem } from "~/api/problem";
import type { PatientRow, PersonInJourney } from "~/api/types";
import { type Column, PagedTable } from "~/parts/PagedTable";
import { Empty } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import type { JourneyDocument } from "../model/document";
import { entering } from "./scenario";
import { usePlaying, useRealPerson } from "./usePlayer";

interface Row {
  patient: string;
  masked_name: string;
  step: string;
  entered_at: string | null;
}

const inside = (person: PersonInJourney): Row => person;
const found = (person: PatientRow): Row => ({
  patient: person.id,
  masked_name: person.masked_name,
  step: "",
  entered_at: null,
});

function useRows(slug: string) {
  const here = usePages<PersonInJourney>(`/journeys/${encodeURIComponent(slug)}/people`, { state: "active" });
  const search = useSearchPeople();
  const searched = search.status !== "idle";
  const rows: Listed<Row> = searched
    ? {
        items: (search.data?.items ?? []).map(found),
        loaded: search.data !== undefined,
        error: search.error,
        more: null,
        loadingMore: false,
        again: () => search.variables && search.mutate(search.variables),
      }
    : { ...here, items: here.items.map(inside) };
  const find = (wish: string) => (wish === "" ? search.reset() : search.mutate(wish));
  return { rows, find, searched };
}

function Choosing({ slug, document, onClose }: Props & { onClose: () => void }) {
  const { player } = usePlaying();
  const { rows, find, searched } = useRows(slug);
  const real = useRealPerson(slug);
  const [wish, setWish] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(wish.trim());
  };
  const play = (row: Row) =>
    real.mutate(row.patient, {
      onSuccess: (person) => {
        player.choose(entering(person, document), true);
        onClose();
      },
    });
  const columns: Column<Row>[] = [
    { title: w.watch.person, cell: (row) => row.masked_name },
    { title: w.watch.where, cell: (row) => (row.step ? <code>{row.step}</code> : "–") },
    { title: w.watch.entered, cell: (row) => <When at={row.entered_at} /> },
    {
      title: w.play.run,
      cell: (row) => (
        <Button
          size="compact-sm"
          variant="default"
          loading={real.isPending && real.variables === row.patient}
          onClick={() => play(row)}
        >
          {w.play.real.play(row.masked_name)}
        </Button>
      ),
      right: true,
    },
  ];
  return (
    <>
      <Text c="dimmed" fz={13} pb="sm">
        {w.play.real.lead}
      </Text>
      <form onSubmit={submit}>
        <Group gap="xs" pb="sm">
          <TextInput
            flex={1}
            aria-label={w.people.exact}
            placeholder={w.people.exact}
            value={wish}
            maxLength={254}
            autoComplete="off"
            onChange={(event) => setWish(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {w.people.find}
          </Button>
        </Group>
      </form>
      {real.error && (
        <Text c="var(--stop)" role="alert">
          {asProblem(real.error).message}
        </Text>
      )}
      <PagedTable
        caption={searched ? w.people.find : w.play.real.here}
        listed={rows}
        columns={columns}
        keyOf={(row) => row.patient}
        empty={
          <Empty icon={IconUserSearch} title={searched ? w.people.nobodyFound : w.play.real.nobody}>
            {searched ? w.people.nobodyFoundText : w.play.real.nobodyText}
          </Empty>
        }
      />
    </>
  );
}

interface Props {
  slug: string;
  document: JourneyDocument;
}

export function RealPicker({ slug, document }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconUserShield size={16} />} onClick={() => setOpen(true)}>
        {w.play.real.choose}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={w.play.real.title} size="lg">
        {open && <Choosing slug={slug} document={document} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}
