// Ctrl/Cmd+K inside a journey: everything that can be done, every step to go to, every kind to add.
import { createSpotlight, Spotlight, type SpotlightActionGroupData, useSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useContext, useMemo } from "react";
import { useMay } from "~/api/session";
import { openPalette } from "~/features/shell/Palette";
import { beginTour } from "~/features/tour/tour";
import { w } from "~/words";
import classes from "../canvas/Canvas.module.css";
import { tabsFor, toTab } from "../drawer/tabs";
import { FORMS } from "../export/Exporting";
import { useHands } from "../gestures/context";
import { type Hands, toParked } from "../gestures/keys";
import * as moving from "../gestures/moving";
import { useTitles } from "../inspector/vocabulary";
import { AskContext } from "../live/AskedPeople";
import { everyStep } from "../model/document";
import { definitionOf } from "../steps/definitions";
import { iconOf } from "../steps/icons";
import { type DrawerTab, useDesigner } from "../store";
import { allKinds } from "./kinds";

const [store, commands] = createSpotlight();

export const openCommands = () => commands.open();

/** Tabs of the drawer that are no command of their own. */
const opening = (hands: Hands, operator: boolean) =>
  tabsFor(operator)
    .filter(({ tab }) => tab !== "yaml" && tab !== "problems")
    .map(({ tab, word }) => ({
      id: `tab:${tab}`,
      label: w.canvas.palette.open(word),
      onClick: () => show(hands, tab),
    }));

function show({ gestures }: Hands, tab: DrawerTab): void {
  gestures.store.show(tab);
  toTab();
}

function doing(hands: Hands, asks: boolean, operator: boolean) {
  const { gestures, view, edit } = hands;
  const { parked, tools, menu, palette, sheet } = w.canvas;
  const { undoWords, redoWords, chosen } = gestures.store.get();
  const one = (label: string, run: () => void, when = true, keys = "") =>
    when
      ? [{ id: label, label, onClick: run, rightSection: keys && <kbd className={classes.key}>{keys}</kbd> }]
      : [];
  const writes = gestures.canWrite();
  const last = chosen.at(-1) ?? "";
  const some = last !== "";
  const { due } = view;
  return [
    ...one(due?.word ?? "", () => due?.act(), due !== null),
    ...one(tools.undo(undoWords), gestures.store.undo, writes && undoWords !== "", "Ctrl Z"),
    ...one(tools.redo(redoWords), gestures.store.redo, writes && redoWords !== "", "Ctrl Shift Z"),
    ...one(menu.edit, edit, some, "Enter"),
    ...one(menu.duplicate, () => gestures.duplicate(), writes && some, "D"),
    ...one(menu.move, () => moving.begin({ gestures, view }), writes && some, "M"),
    ...one(`${menu.wrap} ${menu.wrapIn.branch}`, () => gestures.wrap("branch"), writes && some, "W"),
    ...one(`${menu.wrap} ${menu.wrapIn.repeat}`, () => gestures.wrap("repeat"), writes && some),
    ...one(`${menu.wrap} ${menu.wrapIn.split}`, () => gestures.wrap("split"), writes && some),
    ...one(menu.park, () => gestures.park(), writes && some, "P"),
    ...gestures
      .parked()
      .flatMap(({ id, line }) => one(parked.backOf(id), () => gestures.restore(line), writes)),
    ...one(menu.delete, () => gestures.remove(), writes && some, "Del"),
    ...one(
      menu.people,
      () => view.set({ asked: { step: last, what: "waiting", words: w.watch.waiting } }),
      asks && some,
    ),
    ...one(tools.find, () => view.set({ finding: true }), true, "Ctrl F"),
    ...one(tools.foldAll, () => gestures.foldAll(), true, "Shift F"),
    ...one(tools.all, () => view.camera?.seeAll(), true, "1"),
    ...one(tools.chosen, () => view.camera?.seeChosen(), some, "2"),
    ...one(tools.side, () => view.set({ side: "outline" }), true, "O"),
    ...one(palette.text, () => gestures.store.show("yaml")),
    ...one(palette.problems, () => show(hands, "problems")),
    ...opening(hands, operator),
    ...FORMS.flatMap((form) => one(sheet.as[form], () => void view.take?.(form))),
    ...one(parked.show, () => toParked(hands), gestures.parked().length > 0, "Shift P"),
    ...one(tools.help, () => view.set({ helping: true }), true, "?"),
    ...one(w.tour.again, () => setTimeout(beginTour)),
    ...one(palette.elsewhere, () => setTimeout(openPalette)),
  ];
}

export function CommandPalette() {
  const hands = useHands();
  const { gestures, view } = hands;
  const state = useDesigner();
  const { opened } = useSpotlight(store);
  const asks = useContext(AskContext);
  const operator = useMay("operator");
  const titles = useTitles();
  const actions = useMemo((): SpotlightActionGroupData[] => {
    // A thousand steps are put into words only for somebody who looks for one.
    if (!opened) return [];
    const back = (run: () => void) => () => {
      run();
      if (!view.get().finding && !view.get().helping) view.camera?.focus();
    };
    const steps = everyStep(state.document?.steps ?? []).map(({ step }) => {
      const Icon = iconOf(step.kind);
      return {
        id: `step:${step.id}`,
        label: step.id,
        description: definitionOf(step.kind).sentence(step.fields, step.id, titles).replace(/\*/g, ""),
        leftSection: <Icon size={18} stroke={1.6} />,
        onClick: back(() => gestures.reveal(step.id)),
      };
    });
    const adding = allKinds().map(({ kind, name, purpose }) => {
      const Icon = iconOf(kind);
      return {
        id: `add:${kind}`,
        label: w.canvas.palette.add(name),
        description: purpose,
        leftSection: <Icon size={18} stroke={1.6} />,
        onClick: back(() => gestures.add(kind, state.spot ?? gestures.walker.last())),
      };
    });
    return [
      { group: w.canvas.palette.doing, actions: doing(hands, asks, operator) },
      ...(gestures.canWrite() ? [{ group: w.canvas.palette.adding, actions: adding }] : []),
      { group: w.canvas.palette.steps, actions: steps },
    ];
  }, [state, opened, hands, gestures, view, asks, operator, titles]);
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      nothingFound={w.canvas.palette.nothing}
      highlightQuery
      scrollable
      maxHeight={420}
      limit={24}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: w.canvas.palette.placeholder,
        "aria-label": w.canvas.palette.placeholder,
      }}
    />
  );
}
