// Five stops around the designer: a ring around each part and beside it a card that says what it is for. Nothing is
// covered or locked: everything can be used while it goes on, and it can be left any time.
import { Button, CloseButton, Group, Text } from "@mantine/core";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useSession } from "~/api/session";
import { useView, useViewed } from "~/features/designer/view/view";
import { w } from "~/words";
import { type Box, placeCard } from "./placing";
import classes from "./Tour.module.css";
import { goOn, know, leaveTour, STOPS, type Stop, useStop } from "./tour";

const words = w.tour;
/** The panel that it stands over while it speaks of the river, less its margins. */
const widthIn = (page: number) => (page < 1200 ? 256 : 296);
const HEIGHT = 230; // until the card has been measured

const same = (one: Box | null, other: Box | null) =>
  one?.left === other?.left &&
  one?.top === other?.top &&
  one?.width === other?.width &&
  one?.height === other?.height;

function boxOf(stop: Stop): Box | null {
  const part = document.querySelector(`[data-tour="${stop}"]`);
  // What takes no room itself (`display: contents`) is where the first part of it is.
  const seen = [part, part?.firstElementChild].map((each) => each?.getBoundingClientRect());
  const found = seen.find((each) => each && each.width > 0);
  return found ? { left: found.left, top: found.top, width: found.width, height: found.height } : null;
}

/** Where this part of the page stands now, also while panels are drawn wider or folded; null where it is hidden. */
function useBox(stop: Stop): Box | null {
  const [box, setBox] = useState(() => boxOf(stop));
  useLayoutEffect(() => {
    const look = () => setBox((old) => (same(old, boxOf(stop)) ? old : boxOf(stop)));
    look();
    const sizes = new ResizeObserver(look);
    for (const part of document.querySelectorAll("[data-tour], [data-tour='form'] > *")) sizes.observe(part);
    window.addEventListener("resize", look);
    return () => {
      sizes.disconnect();
      window.removeEventListener("resize", look);
    };
  }, [stop]);
  return box;
}

/** The card has the keyboard while it is there, and gives it back to whoever had it. */
function useKeyboard() {
  const card = useRef<HTMLDivElement>(null);
  const view = useView();
  useEffect(() => {
    const came = document.activeElement;
    card.current?.focus();
    return () => {
      const there = came instanceof HTMLElement && came !== document.body && came.isConnected;
      // A dialog that the tour was begun from is closing, and takes its buttons with it.
      if (there && !came.closest("[role=dialog]")) came.focus();
      else view.camera?.focus();
    };
  }, [view]);
  return card;
}

const DEEDS: Record<string, () => void> = {
  Escape: leaveTour,
  ArrowRight: () => goOn(1),
  ArrowLeft: () => goOn(-1),
};

function press(event: KeyboardEvent) {
  const does = DEEDS[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  does();
}

function Moves({ at }: { at: number }) {
  const last = at === STOPS.length - 1;
  return (
    <Group justify="flex-end" gap={8}>
      {at > 0 && (
        <Button size="xs" variant="default" onClick={() => goOn(-1)}>
          {words.back}
        </Button>
      )}
      <Button size="xs" onClick={() => goOn(1)}>
        {last ? words.end : words.next}
      </Button>
    </Group>
  );
}

function Card({ at, stop }: { at: number; stop: Stop }) {
  const box = useBox(stop);
  const card = useKeyboard();
  const [height, setHeight] = useState(HEIGHT);
  useLayoutEffect(() => setHeight(card.current?.offsetHeight ?? HEIGHT));
  const page = { width: window.innerWidth, height: window.innerHeight };
  const width = widthIn(page.width);
  return (
    <>
      {box && <div className={classes.ring} style={{ ...box }} aria-hidden data-ring={stop} />}
      <div
        ref={card}
        className={classes.card}
        style={{ width, ...placeCard(box, { width, height }, page) }}
        role="dialog"
        aria-label={words.title}
        aria-describedby="tour-says"
        tabIndex={-1}
        onKeyDown={press}
        data-stop={stop}
      >
        <Group justify="space-between" wrap="nowrap">
          <Text span fz={12} c="dimmed">
            {words.count(at + 1, STOPS.length)}
          </Text>
          <CloseButton size="sm" aria-label={words.leave} onClick={leaveTour} />
        </Group>
        <div id="tour-says" aria-live="polite">
          <h2>{words.stops[stop].title}</h2>
          <p>{words.stops[stop].text}</p>
        </div>
        <Moves at={at} />
      </div>
    </>
  );
}

export function Tour() {
  const at = useStop();
  const view = useView();
  const side = useViewed((state) => state.side);
  const me = useSession().data?.account.id;
  const stop = at === null ? undefined : STOPS[at];
  // Whoever leaves the page leaves the tour.
  useEffect(() => leaveTour, []);
  useEffect(() => {
    if (stop && me) know(me);
  }, [stop, me]);
  useEffect(() => {
    if (stop === "steps" && side === null) view.set({ side: "steps" });
  }, [stop, side, view]);
  return at !== null && stop ? <Card at={at} stop={stop} /> : null;
}
