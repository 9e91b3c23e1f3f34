// The story of the played person up to the clock; a line opens into its reasons, a mail into itself.
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Line, Simulated } from "~/api/generated/types";
import { w } from "~/words";
import { languageWords, methodWords } from "~/words/reasons";
import { findStep, type JourneyDocument } from "../model/document";
import { useStore } from "../store";
import { Grounds } from "./Grounds";
import { MailView } from "./MailView";
import { shownMoment } from "./moments";
import classes from "./Play.module.css";
import { linesUntil } from "./path";
import { doesWords, lineWords } from "./story";
import { factWords } from "./told";
import { usePlaying } from "./usePlayer";

function More({ line, zone, facts }: { line: Line; zone: string; facts: string[] }) {
  const told = [
    line.kind === "send" && line.method
      ? w.play.by(methodWords(line.method), languageWords(line.language))
      : "",
    line.until_at ? w.play.until(shownMoment(line.until_at, zone)) : "",
    ...facts,
  ].filter(Boolean);
  return told.length > 0 ? <p className={classes.more}>{told.join(" · ")}</p> : null;
}

interface EntryProps {
  line: Line;
  index: number;
  zone: string;
  sends: boolean;
  facts: string[];
}

function Entry({ line, index, zone, sends, facts }: EntryProps) {
  const { player, playing } = usePlaying();
  const store = useStore();
  const open = playing.opened === index;
  const mail = line.kind === "send" && line.html !== "";
  const opens = mail || line.why.length > 0;
  return (
    <li data-kind={line.kind}>
      <time dateTime={new Date(line.at * 1000).toISOString()}>{shownMoment(line.at, zone)}</time>
      <div>
        <p className={classes.what}>
          <button type="button" onClick={() => store.select(line.kind === "event" ? null : line.id)}>
            {lineWords(line, sends)}
          </button>
          {opens && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-expanded={open}
              onClick={() => player.open(open ? null : index)}
            >
              {open ? w.play.closeIt : mail ? w.play.openMail : w.play.why}
            </Button>
          )}
        </p>
        <More line={line} zone={zone} facts={facts} />
        {open && mail && <MailView line={line} />}
        {open && <Grounds rules={line.why} branch={line.kind === "branch" || line.kind === "repeat"} />}
      </div>
    </li>
  );
}

export function Story({ story, document }: { story: Simulated; document: JourneyDocument }) {
  const { playing } = usePlaying();
  const end = useRef<HTMLLIElement>(null);
  const told = linesUntil(story, playing.at);
  const { length } = told;
  useEffect(() => {
    if (length > 0) end.current?.scrollIntoView?.({ block: "nearest" });
  }, [length]);
  return (
    <section className={classes.story} aria-label={w.play.story}>
      <h3>{w.play.story}</h3>
      {length === 0 && <p className={classes.more}>{w.play.nothingYet}</p>}
      <ol>
        {told.map((line, index) => (
          <Entry
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a story never change their places
            key={index}
            line={line}
            index={index}
            zone={story.zone}
            facts={factWords(told, index, story.zone, playing.scenario)}
            sends={findStep(document.steps, line.id)?.kind === "send"}
          />
        ))}
        <li ref={end} aria-hidden className={classes.end} />
      </ol>
      {Object.keys(story.impossible).map((number) => (
        <p key={number} className={classes.stopped} role="status">
          {w.play.impossible(doesWords(playing.scenario?.events?.[Number(number)]?.event ?? ""))}
        </p>
      ))}
    </section>
  );
}
