// A problem in a scenario of the journey: which one it is, playing its person, and taking it out of the draft.
import { Button } from "@mantine/core";
import { IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "~/api/session";
import { w } from "~/words";
import { useDrafting } from "../drafts/DraftProvider";
import { useScenarios } from "../drafts/useScenarios";
import type { Named } from "../model/scenarios";
import { usePeopleOf, usePlaying } from "../play/usePlayer";
import { useStore } from "../store";
import { toTab } from "./tabs";

const words = w.play.scenarios;

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
  const icon = <IconPlayerPlay size={14} stroke={1.75} aria-hidden />;
  return (
    <Button size="compact-xs" variant="default" leftSection={icon} onClick={play}>
      {words.play}
    </Button>
  );
}

function Remove({ scenario }: { scenario: Named }) {
  const { remove } = useScenarios(useDrafting());
  const [busy, setBusy] = useState(false);
  const act = async (from: Element) => {
    const drawer = from.closest("[data-drawer]") !== null;
    setBusy(true);
    const done = await remove(scenario);
    setBusy(false);
    // The button goes with its problem: the keyboard goes on at the list of the others.
    if (done && drawer) toTab();
  };
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={busy}
      leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
      onClick={(event) => void act(event.currentTarget)}
    >
      {words.remove}
    </Button>
  );
}

export function ScenarioButtons({ scenario, onLeave }: { scenario: Named; onLeave?: () => void }) {
  const author = useMay("author");
  return (
    <>
      <PlayThem scenario={scenario} onLeave={onLeave} />
      {author && <Remove scenario={scenario} />}
    </>
  );
}
