// Whether a journey runs, in icon and word.
import { Mark } from "~/parts/Mark";
import { plural } from "~/words/numbers";
import { reasonWords } from "~/words/reasons";

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
        <Mark tone="neutral">not published</Mark>
      ) : paused ? (
        <Mark tone="attention">{brake ? `paused: ${reasonWords(brake).toLowerCase()}` : "paused"}</Mark>
      ) : (
        <Mark tone="good">running</Mark>
      )}
      {errors > 0 && <Mark tone="stop">{plural(errors, "error")}</Mark>}
      {errors === 0 && warnings > 0 && <Mark tone="attention">{plural(warnings, "warning")}</Mark>}
    </>
  );
}
