// A problem in a scenario of the journey: which one it is, playing its person, and taking it out of the draft.
import { Button } from "@mantine/core";
import { IconPlayerPlay, IconTrash, IconWand } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { OfferedFix } from "~/api/generated/types";
import { useMay } from "~/api/session";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useScenarios } from "../drafts/useScenarios";
import type { Named } from "../model/scenarios";
import { usePeopleOf, usePlaying } from "../play/usePlayer";
import { useStore } from "../store";
import { toTab } from "./tabs";

const words = w.play.scenarios;
const LOOK = { size: 14, stroke: 1.75, "aria-hidden": true } as const;

/** The person of the scenario, played on the journey as it stands now. */
function PlayThem({ scenario, onLeave }: { scenario: Named; onLeave?: () => void }) {
  const store = useStore();
  const { slug } = useDrafting();
  const { player } = usePlaying();
  const person = usePeopleOf(slug).data?.find(({ name }) => name === scenario.name);
  if (!person) return null;
  const play = () => {
    onLeave?.();
    player.choose(person);
    store.show("play");
    toTab();
  };
  return (
    <Button size="compact-xs" variant="default" leftSection={<IconPlayerPlay {...LOOK} />} onClick={play}>
      {words.play}
    </Button>
  );
}

/** Something that is done to the scenario in the draft, after which the problem is gone, and the button with it. */
function Act({ word, icon, act }: { word: string; icon: ReactNode; act: () => Promise<boolean> }) {
  const [busy, setBusy] = useState(false);
  const press = async (from: Element) => {
    const drawer = from.closest("[data-drawer]") !== null;
    setBusy(true);
    const done = await act();
    setBusy(false);
    if (done && drawer) toTab();
  };
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={busy}
      leftSection={icon}
      onClick={(event) => void press(event.currentTarget)}
    >
      {word}
    </Button>
  );
}

interface Props {
  scenario: Named;
  fix: OfferedFix | null;
  onLeave?: () => void;
}

export function ScenarioButtons({ scenario, fix, onLeave }: Props) {
  const author = useMay("author");
  const { mend, remove } = useScenarios(useDrafting());
  return (
    <>
      {author && fix && (
        <Act
          word={w.drawer.fix(fix.offer, fix.was === "")}
          icon={<IconWand {...LOOK} />}
          act={() => mend(fix)}
        />
      )}
      <PlayThem scenario={scenario} onLeave={onLeave} />
      {author && <Act word={words.remove} icon={<IconTrash {...LOOK} />} act={() => remove(scenario)} />}
    </>
  );
}
