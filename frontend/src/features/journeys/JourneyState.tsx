// Whether a journey runs, in icon and word.

import { Mark } from "~/parts/Mark";
import { w } from "~/words";
import { reasonWords } from "~/words/reasons";

/** `brake`: which one paused it; "" where a person did. */
export const pausedWords = (brake: string): string =>
  brake ? w.journeys.pausedBy(reasonWords(brake).toLowerCase()) : w.journeys.paused;

interface Props {
  version: number;
  paused: boolean;
  /** Which brake paused it; "" when a person did. */
  brake: string;
  errors: number;
  warnings: number;
}

export function JourneyState({ version, paused, brake, errors, warnings }: Props) {
  return (
    <>
      {version === 0 ? (
        <Mark tone="neutral">{w.journeys.notPublished}</Mark>
      ) : paused ? (
        <Mark tone={brake ? "stop" : "attention"}>{pausedWords(brake)}</Mark>
      ) : (
        <Mark tone="good">{w.journeys.running}</Mark>
      )}
      {errors > 0 && <Mark tone="stop">{w.journeys.errors(errors)}</Mark>}
      {errors === 0 && warnings > 0 && <Mark tone="attention">{w.journeys.warnings(warnings)}</Mark>}
    </>
  );
}
