// Everything that can be done with what is chosen, where the hand is.
import { Menu } from "@mantine/core";
import {
  IconArrowFork,
  IconArrowsMove,
  IconChevronsDown,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconCut,
  IconParking,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import { type ReactNode, useContext } from "react";
import { w } from "~/words";
import type { Spot } from "../draft/selection";
import { put, take } from "../gestures/clipboard";
import { useHands } from "../gestures/context";
import { addHere } from "../gestures/keys";
import * as moving from "../gestures/moving";
import { AskContext } from "../live/AskedPeople";
import type { Step } from "../model/document";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { useView, useViewed } from "../view/view";
import classes from "./Canvas.module.css";

interface ItemProps {
  icon: TablerIcon;
  keys?: string;
  run: () => void;
  danger?: boolean;
  children: ReactNode;
}

const Item = ({ icon: Icon, keys, run, danger, children }: ItemProps) => (
  <Menu.Item
    leftSection={<Icon size={16} stroke={1.75} />}
    rightSection={keys && <kbd className={classes.key}>{keys}</kbd>}
    color={danger ? "var(--stop)" : undefined}
    onClick={run}
  >
    {children}
  </Menu.Item>
);

/** Ways that a step may be given, where it has not all of them. */
function WayItems({ step }: { step: Step }) {
  const { gestures } = useHands();
  const ways = definitionOf(step.kind).ways?.(step.fields) ?? [];
  if (ways.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{w.canvas.menu.giveWay}</Menu.Label>
      {ways.map(({ words, at }) => (
        <Item key={at.join()} icon={IconArrowFork} run={() => gestures.giveWay(step.id, at)}>
          {words}
        </Item>
      ))}
    </>
  );
}

function StepItems({ id }: { id: string }) {
  const hands = useHands();
  const { gestures } = hands;
  const words = w.canvas.menu;
  const { folded } = gestures.store.get();
  const view = useView();
  const asks = useContext(AskContext);
  const step = gestures.ground().get(id)?.step;
  const isBlock = (step?.paths.length ?? 0) > 0;
  return (
    <>
      <Item icon={IconPencil} keys="Enter" run={hands.edit}>
        {words.edit}
      </Item>
      <Item icon={IconPlus} keys="A" run={() => addHere(hands)}>
        {words.addAfter}
      </Item>
      <Menu.Divider />
      <Item icon={IconCopy} keys="C" run={() => void put(gestures.copy())}>
        {words.copy}
      </Item>
      <Item icon={IconCut} keys="X" run={() => void put(gestures.cut())}>
        {words.cut}
      </Item>
      <Item icon={IconClipboard} keys="V" run={() => void take().then((text) => gestures.paste(text))}>
        {words.paste}
      </Item>
      <Item icon={IconCopyPlus} keys="D" run={() => gestures.duplicate()}>
        {words.duplicate}
      </Item>
      <Item icon={IconArrowsMove} keys="M" run={() => moving.begin(hands)}>
        {words.move}
      </Item>
      <Menu.Divider />
      <Menu.Label>{words.wrap}</Menu.Label>
      {(["branch", "repeat", "split"] as const).map((kind) => (
        <Item
          key={kind}
          icon={iconOf(kind)}
          keys={kind === "branch" ? "W" : undefined}
          run={() => gestures.wrap(kind)}
        >
          {words.wrapIn[kind]}
        </Item>
      ))}
      {step && <WayItems step={step} />}
      <Menu.Divider />
      {asks && (
        <Item
          icon={IconUsers}
          run={() => view.set({ asked: { step: id, what: "waiting", words: w.watch.waiting } })}
        >
          {words.people}
        </Item>
      )}
      {isBlock && (
        <Item icon={IconChevronsDown} keys="F" run={() => gestures.fold(id)}>
          {folded.has(id) ? words.unfold : words.fold}
        </Item>
      )}
      <Item icon={IconParking} keys="P" run={() => gestures.park()}>
        {words.park}
      </Item>
      <Item icon={IconTrash} keys="Del" danger run={() => gestures.remove()}>
        {words.delete}
      </Item>
    </>
  );
}

function PlaceItems({ spot }: { spot: Exclude<Spot, { of: "step" }> }) {
  const hands = useHands();
  const { gestures } = hands;
  const words = w.canvas.menu;
  const step = spot.of === "path" ? gestures.ground().get(spot.step)?.step : undefined;
  const path = spot.of === "path" ? step?.paths[spot.index] : undefined;
  const takes = !path || path.at !== undefined;
  return (
    <>
      <Item icon={IconPencil} keys="Enter" run={hands.edit}>
        {words.edit}
      </Item>
      {takes && (
        <>
          <Item icon={IconPlus} keys="A" run={() => addHere(hands)}>
            {spot.of === "path" ? words.addInto : words.addFirst}
          </Item>
          <Item icon={IconClipboard} keys="V" run={() => void take().then((text) => gestures.paste(text))}>
            {spot.of === "path" ? words.pasteInto : words.paste}
          </Item>
        </>
      )}
      {step && !takes && <WayItems step={step} />}
      {step && path && gestures.canRemoveWay(step, path) && (
        <Item icon={IconTrash} keys="Del" danger run={() => gestures.remove()}>
          {words.deleteWay}
        </Item>
      )}
    </>
  );
}

export function StepMenu() {
  const view = useView();
  const menu = useViewed((state) => state.menu);
  if (!menu) return null;
  const close = () => {
    view.set({ menu: null });
    if (!view.get().adding && !view.get().asked) view.camera?.focus();
  };
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      width={236}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className={classes.pin} style={{ left: menu.at.x, top: menu.at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {menu.spot.of === "step" ? <StepItems id={menu.spot.id} /> : <PlaceItems spot={menu.spot} />}
      </Menu.Dropdown>
    </Menu>
  );
}
