// Play: who, the clock, what may happen now, and the story as it unfolds.
import { Text } from "@mantine/core";
import type { JourneyDetail } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { useDesigner } from "../store";
import { ClockBar } from "./ClockBar";
import { Happenings } from "./Happenings";
import { PersonPicker } from "./PersonPicker";
import classes from "./Play.module.css";
import { Story } from "./Story";
import { usePlaying, useRunning, useStory } from "./usePlayer";

export default function PlayTab({ journey }: { journey: JourneyDetail }) {
  const { playing } = usePlaying();
  const { document } = useDesigner();
  const asked = useStory(journey.slug);
  useRunning();
  const { scenario, story } = playing;
  if (!document) return <Text c="dimmed">{w.play.cannot}</Text>;
  if (!scenario) return <PersonPicker journey={journey} document={document} />;
  if (asked.isError) return <Broken error={asked.error} again={() => void asked.refetch()} />;
  const refusals = asked.data?.problems.filter((problem) => problem.severity === "error") ?? [];
  if (refusals.length > 0 && asked.data?.lines.length === 0) {
    return (
      <div role="status">
        <Text>{w.play.cannot}</Text>
        {refusals.slice(0, 5).map((problem) => (
          <Text key={`${problem.code}${problem.line}${problem.column}`} c="dimmed" fz={13}>
            {problem.message}
          </Text>
        ))}
      </div>
    );
  }
  if (!story) return <Rows rows={3} />;
  return (
    <div className={classes.stage}>
      <div className={classes.controls}>
        <ClockBar journey={journey} scenario={scenario} story={story} />
        <Happenings document={document} scenario={scenario} story={story} />
      </div>
      <Story story={story} document={document} />
    </div>
  );
}
