// Whether a journey runs, in icon and word.
import { Mark } from "~/parts/Mark";
import { plural } from "~/words/numbers";

interface Props {
  version: number;
  paused: boolean;
  errors: number;
  warnings: number;
}

export function JourneyState({ version, paused, errors, warnings }: Props) {
  return (
    <>
      {version === 0 ? (
        <Mark tone="neutral">not published</Mark>
      ) : paused ? (
        <Mark tone="attention">paused</Mark>
      ) : (
        <Mark tone="good">running</Mark>
      )}
      {errors > 0 && <Mark tone="stop">{plural(errors, "error")}</Mark>}
      {errors === 0 && warnings > 0 && <Mark tone="attention">{plural(warnings, "warning")}</Mark>}
    </>
  );
}
