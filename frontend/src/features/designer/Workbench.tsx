// The parts of a journey's page, arranged: head, side, canvas, inspector, drawer; and the hands that work on it.
import { IconMapOff } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useLive } from "~/api/live";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { Tour } from "~/features/tour/Tour";
import { TourOffer } from "~/features/tour/TourOffer";
import { useTitle } from "~/parts/Page";
import { Empty } from "~/parts/States";
import { w } from "~/words";
import { HelpOverlay } from "./canvas/HelpOverlay";
import { StepMenu } from "./canvas/StepMenu";
import classes from "./Designer.module.css";
import { Drawer } from "./drawer/Drawer";
import { Exporter } from "./export/Exporting";
import { HandsContext } from "./gestures/context";
import { useMakeHands, usePageKeys } from "./gestures/usePage";
import { Inspector } from "./inspector/Inspector";
import { TitlesContext, useVocabulary } from "./inspector/vocabulary";
import { JourneyHead } from "./JourneyHead";
import { AskContext, AskedPeople } from "./live/AskedPeople";
import { CoarseContext } from "./live/few";
import { useWatchedNumbers } from "./live/useWatch";
import { draw, place } from "./model/picture";
import { titlesOf } from "./model/titles";
import { AddMenu } from "./palette/AddMenu";
import { CommandPalette } from "./palette/CommandPalette";
import { SidePanel } from "./palette/SidePanel";
import { PlayedNow } from "./play/PlayedNow";
import { usePlayedNumbers } from "./play/usePlayer";
import { RiverLoading } from "./RiverLoading";
import { useDesigner } from "./store";
import { useJourneyProblems } from "./useJourneyProblems";
import { View, ViewContext } from "./view/view";

const Canvas = lazy(() => import("./canvas/Canvas"));

/** The least width of a window in which the side stands open by itself. */
const WIDE = 1280;

/** How long words stand over the picture, in milliseconds. */
const SAID_FOR = 5_000;

function Said() {
  const { said } = useDesigner();
  const [old, setOld] = useState<typeof said>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOld(said), SAID_FOR);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className={classes.said} role="status" data-said>
      {said !== old && said?.words}
    </p>
  );
}

export function Workbench({ journey }: { journey: JourneyDetail }) {
  const { document, slips, folded } = useDesigner();
  useTitle(document?.title || journey.title);
  const author = useMay("author");
  const [view] = useState(() => new View(window.innerWidth >= WIDE));
  const hands = useMakeHands(view, author);
  usePageKeys(hands);
  const checked = useJourneyProblems(journey.slug);
  const { live, hearing } = useLive(journey.slug);
  const played = usePlayedNumbers();
  const watched = useWatchedNumbers(journey.slug);
  const shown = played ?? watched ?? live;
  const numbers = journey.version_number > 0 || played !== null;
  const asks = useMay("operator") && journey.version_number > 0 && played === null;
  const { problems, classes: closed } = checked;
  const { messages } = useVocabulary(journey.slug);
  const titles = useMemo(() => titlesOf(messages), [messages]);
  const drawn = useMemo(
    () => (document ? place(document, { problems, numbers, folded, classes: closed, titles }) : null),
    [document, problems, numbers, folded, closed, titles],
  );
  const picture = useMemo(
    () => (document && drawn ? draw(document, drawn, shown, numbers) : null),
    [document, drawn, shown, numbers],
  );
  return (
    <ViewContext.Provider value={view}>
      <CoarseContext.Provider value={shown?.coarse ?? false}>
        <HandsContext.Provider value={hands}>
          <AskContext.Provider value={asks}>
            <TitlesContext value={titles}>
              <main className={classes.page} id="content" tabIndex={-1}>
                <JourneyHead journey={journey} live={live} hearing={hearing} checked={checked} />
                <div className={classes.bench}>
                  <SidePanel problems={problems} />
                  <div
                    className={classes.river}
                    data-tour="river"
                    data-playing={played !== null || undefined}
                  >
                    {picture ? (
                      <Suspense fallback={<RiverLoading />}>
                        <Canvas picture={picture} dimmed={slips.length > 0} />
                      </Suspense>
                    ) : (
                      <Empty icon={IconMapOff} title={w.canvas.empty.title}>
                        {w.canvas.empty.words}
                      </Empty>
                    )}
                    {slips.length > 0 && picture && (
                      <p className={classes.stale} role="status">
                        {w.canvas.empty.stale}
                      </p>
                    )}
                    <PlayedNow />
                    <Said />
                    <TourOffer floating />
                  </div>
                  <div className={classes.inspector} data-inspector data-tour="form" tabIndex={-1}>
                    <Inspector journey={journey} live={live} problems={problems} />
                  </div>
                </div>
                <Drawer journey={journey} checked={checked} />
              </main>
              <Exporter journey={journey} classes={closed} />
              <AskedPeople slug={journey.slug} />
              <StepMenu />
              <AddMenu />
              <CommandPalette />
              <HelpOverlay />
              <Tour />
            </TitlesContext>
          </AskContext.Provider>
        </HandsContext.Provider>
      </CoarseContext.Provider>
    </ViewContext.Provider>
  );
}
