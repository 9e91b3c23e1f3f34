// Days beside the river: how much time has passed at each step, or real dates for an example person.
import { ActionIcon, Popover, Switch, Text, TextInput, Tooltip } from "@mantine/core";
import { IconCalendarUser } from "@tabler/icons-react";
import { Panel, type ReactFlowState, useStore } from "@xyflow/react";
import { memo, useMemo } from "react";
import { w } from "~/words";
import { elapsedWords, exampleWords } from "../model/days";
import type { Step } from "../model/document";
import { type Elapsed, ENTRY, elapsedAt, momentsOf } from "../model/elapsed";
import type { Picture } from "../model/picture";
import { fieldWords } from "../model/words";
import { useView, useViewed } from "../view/view";
import classes from "./Ruler.module.css";

/** Pixels of the screen that a tick needs. */
const ROOM = 34;

interface Tick {
  key: string;
  y: number;
  elapsed: Elapsed;
  here: boolean;
}

const sameTime = (a: Elapsed, b: Elapsed) => a.of === b.of && a.least === b.least && a.most === b.most;

/** Along the middle of the river, where time has gone on; and always for the step that is looked at. */
function ticksOf(
  picture: Picture,
  outer: readonly Step[],
  times: ReadonlyMap<string, Elapsed>,
  selected: string | null,
) {
  const river = new Set(outer.map(({ id }) => id));
  const ticks: Tick[] = [{ key: "", y: 38, elapsed: ENTRY, here: false }];
  for (const node of picture.nodes) {
    if (node.type !== "step") continue;
    const { id } = node.data.step;
    const elapsed = times.get(id);
    const here = id === selected;
    if (!elapsed || !(here || river.has(id))) continue;
    const last = ticks.findLast((tick) => !tick.here) ?? ticks[0];
    if (here || (last && !sameTime(last.elapsed, elapsed)))
      ticks.push({ key: id, y: node.y + 24, elapsed, here });
  }
  return ticks.sort((a, b) => a.y - b.y);
}

/** The ticks that have room at this zoom; the one looked at always has. */
function spaced(ticks: Tick[], zoom: number): Tick[] {
  const here = ticks.find((tick) => tick.here);
  let free = Number.NEGATIVE_INFINITY;
  return ticks.filter((tick) => {
    if (tick.here) return true;
    const at = tick.y * zoom;
    if (at < free || (here && Math.abs(here.y * zoom - at) < ROOM)) return false;
    free = at + ROOM;
    return true;
  });
}

/** The part of the ruler that can be seen, in steps of so many pixels: ticks are drawn anew rarely while panning. */
const COARSE = 300;

const seenKey = ({ transform: [, y], height }: ReactFlowState): string =>
  `${Math.floor(-y / COARSE) - 1} ${Math.ceil((height - y) / COARSE) + 1}`;

const Ticks = memo(function Ticks({ ticks, zoom }: { ticks: Tick[]; zoom: number }) {
  const example = useViewed((state) => state.example);
  const seen = useStore(seenKey);
  const [from = 0, to = 0] = seen.split(" ").map((part) => Number(part) * COARSE);
  return spaced(ticks, zoom)
    .filter(({ y }) => from <= y * zoom && y * zoom <= to)
    .map(({ key, y, elapsed, here }) => {
      const date = example && exampleWords(elapsed, example);
      return (
        <li
          key={key}
          className={classes.tick}
          data-here={here || undefined}
          style={{ top: y * zoom }}
          title={elapsedWords(elapsed)}
        >
          {date ?? elapsedWords(elapsed)}
        </li>
      );
    });
});

/** What moves with every frame stands alone. */
function Scale({ ticks }: { ticks: Tick[] }) {
  const y = useStore((state) => state.transform[1]);
  const zoom = useStore((state) => state.transform[2]);
  return (
    <ol style={{ transform: `translateY(${y}px)` }} aria-label={w.canvas.days.title}>
      <Ticks ticks={ticks} zoom={zoom} />
    </ol>
  );
}

interface Props {
  picture: Picture;
  steps: Step[];
  selected: string | null;
}

export function Ruler({ picture, steps, selected }: Props) {
  const times = useMemo(() => elapsedAt(steps), [steps]);
  const ticks = useMemo(() => ticksOf(picture, steps, times, selected), [picture, steps, times, selected]);
  const moments = useMemo(() => momentsOf(times), [times]);
  return (
    <>
      <div className={classes.ruler}>
        <Scale ticks={ticks} />
      </div>
      <Panel position="top-left" className={classes.example}>
        <ExamplePerson moments={moments} />
      </Panel>
    </>
  );
}

/** `datetime-local` speaks of the clock on the wall, without a zone. */
const asField = (at: number): string => {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
};

const DAY = 86_400_000;

function ExamplePerson({ moments }: { moments: string[] }) {
  const view = useView();
  const example = useViewed((state) => state.example);
  const start = (): Record<string, number> => {
    const now = new Date().setHours(9, 0, 0, 0);
    return Object.fromEntries([["", now], ...moments.map((moment) => [moment, now + 14 * DAY])]);
  };
  const change = (moment: string, value: string) => {
    const at = new Date(value).getTime();
    if (example && Number.isFinite(at)) view.set({ example: { ...example, [moment]: at } });
  };
  return (
    <Popover position="right-start" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <Tooltip label={w.canvas.days.example} position="right">
          <ActionIcon
            variant="subtle"
            color={example ? undefined : "gray"}
            size={28}
            aria-label={w.canvas.days.example}
          >
            <IconCalendarUser size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Switch
          label={w.canvas.days.show}
          checked={example !== null}
          onChange={(event) => view.set({ example: event.currentTarget.checked ? start() : null })}
        />
        <Text c="dimmed" fz={12} my="xs">
          {w.canvas.days.exampleHelp}
        </Text>
        {example &&
          ["", ...moments].map((moment) => (
            <TextInput
              key={moment}
              mt="xs"
              type="datetime-local"
              label={moment === "" ? w.canvas.days.comesIn : w.canvas.days.is(fieldWords(moment))}
              value={asField(example[moment] ?? Date.now())}
              onChange={(event) => change(moment, event.currentTarget.value)}
            />
          ))}
      </Popover.Dropdown>
    </Popover>
  );
}
