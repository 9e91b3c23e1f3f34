// The bottom drawer: problems, the text, people, versions. Folded it is one line; its height can be drawn.
import { ActionIcon, Tabs } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type KeyboardEvent, lazy, type PointerEvent, Suspense, useState } from "react";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { Rows } from "~/parts/States";
import { w } from "~/words";
import { CommentsTab } from "../comments/CommentsTab";
import { OpenCount } from "../comments/OpenRemarks";
import { type DrawerTab, useDesigner, useStore } from "../store";
import type { Checked } from "../useJourneyProblems";
import { VersionsTab } from "../versions/VersionsTab";
import classes from "./Drawer.module.css";
import { PeopleTab } from "./PeopleTab";
import { ProblemsTab } from "./ProblemsTab";
import { tabsFor } from "./tabs";

const YamlEditor = lazy(() => import("../editor/YamlEditor"));
const WatchTab = lazy(() => import("../live/WatchTab"));
const PlayTab = lazy(() => import("../play/PlayTab"));
const LEAST = 160;

const within = (height: number) => Math.max(LEAST, Math.min(window.innerHeight - 220, height));

function Grip({ height, onHeight }: { height: number; onHeight: (height: number) => void }) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 1) onHeight(within(window.innerHeight - event.clientY));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowUp") onHeight(within(height + 24));
    if (event.key === "ArrowDown") onHeight(within(height - 24));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter that can be moved is no <hr>
    <div
      className={classes.grip}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={w.drawer.height}
      aria-valuenow={Math.round(height)}
      aria-valuemin={LEAST}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={keys}
    />
  );
}

export function Drawer({ journey, checked }: { journey: JourneyDetail; checked: Checked }) {
  const store = useStore();
  const { tab, open } = useDesigner();
  const [height, setHeight] = useState(() => within(Math.round(window.innerHeight * 0.42)));
  const operator = useMay("operator");
  const count = checked.problems.length;
  return (
    <section
      className={classes.drawer}
      style={{ height: open ? height : 40 }}
      aria-label={w.drawer.all}
      data-tour="drawer"
      data-drawer
    >
      {open && <Grip height={height} onHeight={setHeight} />}
      <Tabs
        value={open ? tab : null}
        onChange={(next) => next && store.show(next as DrawerTab)}
        keepMounted={false}
        className={classes.tabs}
      >
        <div className={classes.bar}>
          <Tabs.List>
            {tabsFor(operator).map(({ tab: one, word }) => (
              <Tabs.Tab key={one} value={one}>
                {word}
                {one === "comments" && <OpenCount slug={journey.slug} />}
                {one === "problems" && count > 0 && (
                  <span className={classes.count} data-severity={checked.problems[0]?.severity}>
                    {count}
                  </span>
                )}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={open ? w.drawer.fold : w.drawer.open}
            aria-expanded={open}
            onClick={store.fold}
          >
            {open ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
          </ActionIcon>
        </div>
        <Tabs.Panel value="problems" className={classes.panel}>
          <ProblemsTab checked={checked} />
        </Tabs.Panel>
        <Tabs.Panel value="play" className={classes.panel}>
          <Suspense fallback={<Rows rows={3} />}>
            <PlayTab journey={journey} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="watch" className={classes.panel}>
          <Suspense fallback={<Rows rows={3} />}>
            <WatchTab journey={journey} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="yaml" className={classes.editor}>
          <Suspense fallback={<Rows rows={3} />}>
            <YamlEditor slug={journey.slug} problems={checked.problems} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes.panel}>
          <PeopleTab slug={journey.slug} />
        </Tabs.Panel>
        <Tabs.Panel value="comments" className={classes.panel}>
          <CommentsTab slug={journey.slug} />
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={classes.panel}>
          <VersionsTab slug={journey.slug} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
