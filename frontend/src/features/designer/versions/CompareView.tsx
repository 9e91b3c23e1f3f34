// Two states of a journey side by side: as pictures with marks, as a list of steps, as lines of text.
import { Modal, Select, Tabs } from "@mantine/core";
import { type UIEvent, useState } from "react";
import { useCompared } from "~/api/drafts";
import type { Version } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { ChangeList } from "../publishing/ChangeList";
import { Lines } from "./Lines";
import { marksOf } from "./marks";
import { StillRiver } from "./StillRiver";
import classes from "./Versions.module.css";

/** Both states show the same stretch of the river. */
function scrollTogether(event: UIEvent<HTMLElement>) {
  const moved = event.target as HTMLElement;
  for (const other of event.currentTarget.children)
    if (other !== moved && (other.scrollTop !== moved.scrollTop || other.scrollLeft !== moved.scrollLeft))
      other.scrollTo({ top: moved.scrollTop, left: moved.scrollLeft, behavior: "instant" });
}

/** Once the rivers have their size, the first thing that differs stands in the middle. */
function showFirstMark(rivers: HTMLElement | null) {
  requestAnimationFrame(() =>
    rivers?.querySelector("[data-mark]")?.scrollIntoView({ block: "center", inline: "center" }),
  );
}

interface Props {
  slug: string;
  versions: Version[];
  before: string;
  after: string;
  onClose: () => void;
}

export function CompareView({ slug, versions, onClose, ...first }: Props) {
  useFocusBack();
  const words = w.drafts.versions;
  const [before, setBefore] = useState(first.before);
  const [after, setAfter] = useState(first.after);
  const compared = useCompared(slug, before, after);
  const states = [
    { value: "draft", label: words.draft },
    { value: "workspace", label: words.workspace },
    ...versions.map(({ number, note }) => ({
      value: String(number),
      label: note ? `${words.version(number)} · ${note}` : words.version(number),
    })),
  ];
  const nameOf = (value: string) => states.find((one) => one.value === value)?.label ?? value;
  const { data } = compared;
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      title={words.compare}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <div className={classes.choices}>
        <Select
          label={words.before}
          data={states}
          value={before}
          onChange={(to) => to && setBefore(to)}
          allowDeselect={false}
        />
        <Select
          label={words.after}
          data={states}
          value={after}
          onChange={(to) => to && setAfter(to)}
          allowDeselect={false}
        />
      </div>
      {compared.isError && <Broken error={compared.error} again={() => void compared.refetch()} />}
      {!data && !compared.isError && <Rows rows={5} />}
      {data && (
        <div className={classes.compared}>
          <div
            className={classes.rivers}
            ref={showFirstMark}
            key={`${before} ${after}`}
            onScrollCapture={scrollTogether}
          >
            <StillRiver
              source={data.source_before}
              marks={marksOf(data.change, "before")}
              title={nameOf(before)}
              subjects={data.subjects_before}
            />
            <StillRiver
              source={data.source_after}
              marks={marksOf(data.change, "after")}
              title={nameOf(after)}
              subjects={data.subjects_after}
            />
          </div>
          <Tabs defaultValue="steps" className={classes.side}>
            <Tabs.List>
              <Tabs.Tab value="steps">{words.steps}</Tabs.Tab>
              <Tabs.Tab value="text">{words.text}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="steps" pt="sm">
              {data.change ? <ChangeList change={data.change} /> : words.same}
            </Tabs.Panel>
            <Tabs.Panel value="text" pt="sm">
              {data.files.length > 0 ? <Lines files={data.files} /> : words.same}
            </Tabs.Panel>
          </Tabs>
        </div>
      )}
    </Modal>
  );
}
