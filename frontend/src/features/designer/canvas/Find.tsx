// Search and jump: every step whose id, words, message or note holds what is typed.
import { ActionIcon, CloseButton, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { w } from "~/words";
import { useHands } from "../gestures/context";
import { useTitles } from "../inspector/vocabulary";
import { everyStep, type Step } from "../model/document";
import { NO_TITLES, type Titles } from "../model/titles";
import { definitionOf } from "../steps/definitions";
import { useView } from "../view/view";
import classes from "./Canvas.module.css";

function textOf({ kind, id, fields, paths }: Step, titles: Titles): string {
  const { name, sentence } = definitionOf(kind);
  const ways = paths.filter((path) => !path.implied).map((path) => `${path.words} ${path.detail}`);
  const said = [fields.message, fields.notes, fields.title].filter((one) => typeof one === "string");
  return [id, kind, name, sentence(fields, id, titles).replace(/\*/g, ""), ...ways, ...said]
    .join("\n")
    .toLowerCase();
}

export function found(steps: Step[], wanted: string, titles = NO_TITLES): string[] {
  const words = wanted.trim().toLowerCase();
  if (words === "") return [];
  return everyStep(steps).flatMap(({ step }) => (textOf(step, titles).includes(words) ? [step.id] : []));
}

const focusNow = (input: HTMLInputElement | null) => input?.focus();

export function Find({ steps }: { steps: Step[] }) {
  const view = useView();
  const { gestures } = useHands();
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const titles = useTitles();
  const ids = useMemo(() => found(steps, wanted, titles), [steps, wanted, titles]);
  const go = (list: string[], index: number) => {
    const next = list.length === 0 ? 0 : (index + list.length) % list.length;
    setAt(next);
    const id = list[next];
    if (id !== undefined) gestures.reveal(id);
  };
  const type = (text: string) => {
    setWanted(text);
    go(found(steps, text), 0);
  };
  const close = () => {
    view.set({ finding: false });
    view.camera?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter") go(ids, at + (event.shiftKey ? -1 : 1));
    if (event.key === "Escape" || event.key === "Enter") event.preventDefault();
  };
  return (
    <search className={classes.find}>
      <TextInput
        size="xs"
        w={280}
        data-autofocus
        ref={focusNow}
        leftSection={<IconSearch size={14} stroke={1.75} />}
        aria-label={w.canvas.find.label}
        placeholder={w.canvas.find.label}
        value={wanted}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <output className={classes.findCount}>
        {wanted.trim() && w.canvas.find.count(ids.length === 0 ? 0 : at + 1, ids.length)}
      </output>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={w.canvas.find.before}
        onClick={() => go(ids, at - 1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={w.canvas.find.next}
        onClick={() => go(ids, at + 1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
      <CloseButton size="sm" aria-label={w.canvas.find.close} onClick={close} />
    </search>
  );
}
