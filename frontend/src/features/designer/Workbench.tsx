// The four parts of a journey's page, arranged: head, canvas, inspector, drawer.

import { IconMapOff } from "@tabler/icons-react";
import { lazy, Suspense, useMemo } from "react";
import { useLive } from "~/api/live";
import type { JourneyDetail } from "~/api/types";
import { Empty } from "~/parts/States";
import classes from "./Designer.module.css";
import { Drawer } from "./drawer/Drawer";
import { Inspector } from "./inspector/Inspector";
import { JourneyHead } from "./JourneyHead";
import { draw, place } from "./model/picture";
import { usePlayedNumbers } from "./play/usePlayer";
import { RiverLoading } from "./RiverLoading";
import { useDesigner, useStore } from "./store";
import { useJourneyProblems } from "./useJourneyProblems";

const Canvas = lazy(() => import("./canvas/Canvas"));

export function Workbench({ journey }: { journey: JourneyDetail }) {
  const store = useStore();
  const { document, slips, selected, folded } = useDesigner();
  const checked = useJourneyProblems(journey.slug);
  const { live, hearing } = useLive(journey.slug);
  const played = usePlayedNumbers();
  const shown = played ?? live;
  const numbers = journey.version_number > 0 || played !== null;
  const drawn = useMemo(
    () => (document ? place(document, { problems: checked.problems, numbers, folded, classes: {} }) : null),
    [document, checked.problems, numbers, folded],
  );
  const picture = useMemo(
    () => (document && drawn ? draw(document, drawn, shown, numbers) : null),
    [document, drawn, shown, numbers],
  );
  return (
    <main className={classes.page} id="content" tabIndex={-1}>
      <JourneyHead journey={journey} live={live} hearing={hearing} checked={checked} />
      <div className={classes.bench}>
        <div className={classes.river} data-playing={played !== null || undefined}>
          {picture ? (
            <Suspense fallback={<RiverLoading />}>
              <Canvas
                picture={picture}
                selected={selected}
                dimmed={slips.length > 0}
                onSelect={store.select}
              />
            </Suspense>
          ) : (
            <Empty icon={IconMapOff} title="This text cannot be drawn">
              The YAML cannot be read yet. The problems below say where.
            </Empty>
          )}
          {slips.length > 0 && picture && (
            <p className={classes.stale} role="status">
              The text cannot be read just now; this is the last picture that could be drawn.
            </p>
          )}
        </div>
        <Inspector journey={journey} live={live} problems={checked.problems} />
      </div>
      <Drawer journey={journey} checked={checked} />
    </main>
  );
}
