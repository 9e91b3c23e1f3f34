// The left side: kinds of steps to add, and the outline.
import { CloseButton, Tabs } from "@mantine/core";
import { useMemo } from "react";
import type { Problem } from "~/api/types";
import { TourOffer } from "~/features/tour/TourOffer";
import { w } from "~/words";
import { useHands } from "../gestures/context";
import { stepsOf } from "../model/problems";
import { Outline } from "../outline/Outline";
import { ParkedList } from "../outline/ParkedList";
import { useDesigner } from "../store";
import { useView, useViewed } from "../view/view";
import { KindList } from "./KindList";
import classes from "./Palette.module.css";

export function SidePanel({ problems }: { problems: Problem[] }) {
  const view = useView();
  const side = useViewed((state) => state.side);
  const { gestures } = useHands();
  const { document } = useDesigner();
  const wrong = useMemo(() => {
    const errors = problems.filter(({ severity }) => severity === "error");
    return new Set(errors.flatMap((problem) => stepsOf(problem, document?.steps ?? [])));
  }, [problems, document]);
  if (!side) return null;
  const writes = gestures.canWrite();
  return (
    <section className={classes.side} aria-label={w.canvas.outline.side} data-tour="steps">
      <Tabs
        value={writes ? side : "outline"}
        onChange={(tab) => view.set({ side: tab === "outline" ? "outline" : "steps" })}
        keepMounted={false}
        className={classes.tabs}
      >
        <div className={classes.sideHead}>
          <Tabs.List>
            {writes && <Tabs.Tab value="steps">{w.canvas.outline.steps}</Tabs.Tab>}
            <Tabs.Tab value="outline">{w.canvas.outline.title}</Tabs.Tab>
          </Tabs.List>
          <CloseButton
            size="sm"
            aria-label={w.canvas.outline.close}
            onClick={() => view.set({ side: null })}
          />
        </div>
        <Tabs.Panel value="steps" className={classes.sideBody}>
          <KindList />
        </Tabs.Panel>
        <Tabs.Panel value="outline" className={classes.sideBody}>
          <div className={classes.outline}>
            <Outline problems={wrong} />
            <ParkedList />
          </div>
        </Tabs.Panel>
      </Tabs>
      <TourOffer />
    </section>
  );
}
