// Says over the canvas that it shows one played person, while the play itself is not in view.
import { Button, CloseButton } from "@mantine/core";
import { w } from "~/words";
import { useDesigner, useStore } from "../store";
import { shownMoment } from "./moments";
import classes from "./Play.module.css";
import { usePlaying } from "./usePlayer";

export function PlayedNow() {
  const store = useStore();
  const { tab, open } = useDesigner();
  const { player, playing } = usePlaying();
  const { scenario, story, at } = playing;
  if (!scenario || !story || at === 0 || (open && tab === "play")) return null;
  return (
    <div className={classes.shown} role="status">
      <span>{w.play.shows(scenario.name, shownMoment(at, story.zone))}</span>
      <Button size="compact-xs" variant="default" onClick={() => store.show("play")}>
        {w.play.backToPlay}
      </Button>
      <CloseButton size="sm" aria-label={w.play.leave} title={w.play.leave} onClick={player.stop} />
    </div>
  );
}
