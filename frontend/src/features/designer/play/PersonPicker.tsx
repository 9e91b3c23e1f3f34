// Who is played: somebody of the journey's scenarios, somebody invented, or a real person.
import { Button, Group, Select, TextInput } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { type FormEvent, useMemo, useState } from "react";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { useVocabulary } from "../inspector/vocabulary";
import type { JourneyDocument } from "../model/document";
import { FactFields } from "./FactFields";
import { askedFacts, type Told, toldOf, withFacts } from "./facts";
import { KeptPeople } from "./KeptPeople";
import classes from "./Play.module.css";
import { RealPicker } from "./RealPicker";
import { invent, type Scenario, someone } from "./scenario";
import { usePeopleOf, usePlaying } from "./usePlayer";

const LANGUAGES = ["en", "es", "zh", "vi", "ht", "fr", "ar"];
const ZONES = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
];

const startingZone = (people: Scenario[]): string => {
  const named = people.map((one) => one.zone ?? one.appointment?.zone).find(Boolean);
  return typeof named === "string" ? named : "America/New_York";
};

interface InventingProps {
  slug: string;
  document: JourneyDocument;
  people: Scenario[];
}

function Inventing({ slug, document, people }: InventingProps) {
  const operator = useMay("operator");
  const { player } = usePlaying();
  const [given, setGiven] = useState(() => someone(Date.now() / 1000, startingZone(people)));
  const { fields } = useVocabulary(slug);
  const like = people[0] ?? null;
  const asked = useMemo(() => askedFacts(document, fields), [document, fields]);
  const [told, setTold] = useState<Told | null>(null);
  const facts = told ?? toldOf(asked, like);
  const visits = !document.enroll || JSON.stringify(document.enroll).includes("appointment");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    player.choose(withFacts(invent(given, document, like), asked, facts));
  };
  return (
    <form onSubmit={submit} className={classes.invent}>
      <h3>{w.play.inventTitle}</h3>
      <TextInput
        label={w.play.name}
        required
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
      />
      <Select
        label={w.play.language}
        allowDeselect={false}
        data={LANGUAGES.map((value) => ({ value, label: languageWords(value) }))}
        value={given.language}
        onChange={(language) => language && setGiven({ ...given, language })}
      />
      <Select
        label={w.play.zone}
        allowDeselect={false}
        searchable
        data={[...new Set([given.zone, ...ZONES])]}
        value={given.zone}
        onChange={(zone) => zone && setGiven({ ...given, zone })}
      />
      <TextInput
        type="datetime-local"
        label={w.play.begins}
        required
        value={given.begins}
        onChange={(event) => setGiven({ ...given, begins: event.currentTarget.value })}
      />
      {visits && (
        <TextInput
          type="datetime-local"
          label={w.play.visit}
          required
          value={given.visit}
          onChange={(event) => setGiven({ ...given, visit: event.currentTarget.value })}
        />
      )}
      <FactFields asked={asked} told={facts} onTell={setTold} />
      <Group gap="xs" className={classes.starts}>
        <Button type="submit" leftSection={<IconPlayerPlay size={16} />}>
          {w.play.start}
        </Button>
        {operator && <RealPicker slug={slug} document={document} />}
      </Group>
    </form>
  );
}

export function PersonPicker({ journey, document }: { journey: JourneyDetail; document: JourneyDocument }) {
  const people = usePeopleOf(journey.slug);
  const known = people.data ?? [];
  if (people.isPending) return null;
  return (
    <div className={classes.picker}>
      <p className={classes.lead}>{w.play.lead}</p>
      <Inventing slug={journey.slug} document={document} people={known} />
      {known.length > 0 && (
        <section aria-label={w.play.fromFile}>
          <h3>{w.play.fromFile}</h3>
          <KeptPeople people={known} />
        </section>
      )}
    </div>
  );
}
