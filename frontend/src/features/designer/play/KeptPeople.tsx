// The people of the journey's scenarios: a press plays one; an author takes one out, which undo takes back.
import { ActionIcon } from "@mantine/core";
import { IconTrash, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "~/api/session";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useScenarios } from "../drafts/useScenarios";
import { toTab } from "../drawer/tabs";
import classes from "./Play.module.css";
import type { Scenario } from "./scenario";
import { usePlaying } from "./usePlayer";

function Remove({ name }: { name: string }) {
  const { remove } = useScenarios(useDrafting());
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    const done = await remove({ name });
    setBusy(false);
    // The button goes with its line.
    if (done) toTab();
  };
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      loading={busy}
      aria-label={w.play.scenarios.removeNamed(name)}
      title={w.play.scenarios.removeHint}
      onClick={() => void act()}
    >
      <IconTrash size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}

export function KeptPeople({ people }: { people: Scenario[] }) {
  const { player } = usePlaying();
  const author = useMay("author");
  return (
    <ul className={classes.people}>
      {people.map((scenario) => (
        <li key={scenario.name}>
          <button type="button" className={classes.person} onClick={() => player.choose(scenario)}>
            <IconUser size={16} stroke={1.75} aria-hidden />
            <span>{scenario.name}</span>
          </button>
          {author && <Remove name={scenario.name} />}
        </li>
      ))}
    </ul>
  );
}
