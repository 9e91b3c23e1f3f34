// The questions in their order: added, opened, moved by mouse and keyboard, taken away.
import { Button, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { Section } from "~/parts/Page";
import { w } from "~/words";
import { useBench } from "./context";
import classes from "./Forms.module.css";
import { addQuestion, moveQuestion, removeQuestion } from "./model/commands";
import { freeQuestionId } from "./model/naming";
import type { Question } from "./model/shown";
import { QuestionCard, toldOf } from "./QuestionCard";

const words = w.questions;

/** What is focused once the list is drawn anew. */
type Next = { head: number } | { field: number } | null;

function useNextFocus() {
  const list = useRef<HTMLOListElement>(null);
  const next = useRef<Next>(null);
  useEffect(() => {
    const wanted = next.current;
    next.current = null;
    if (wanted === null) return;
    const at =
      "head" in wanted ? `[data-head="${wanted.head}"]` : `[data-at="questions.${wanted.field}.ask"] input`;
    list.current?.querySelector<HTMLElement>(at)?.focus();
  });
  return { list, next };
}

/** Where something dragged over a question would come to stand: before it, or behind it. */
const half = (event: DragEvent): "above" | "below" => {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? "above" : "below";
};

function useDragging(move: (from: number, to: number) => void) {
  const [from, setFrom] = useState<number | null>(null);
  const [over, setOver] = useState<{ index: number; side: "above" | "below" } | null>(null);
  const end = () => {
    setFrom(null);
    setOver(null);
  };
  return {
    end,
    side: (index: number) => (over?.index === index && from !== null ? over.side : undefined),
    begin: (index: number, event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      setFrom(index);
    },
    onOver: (index: number, event: DragEvent) => {
      if (from === null) return;
      event.preventDefault();
      const side = half(event);
      if (over?.index !== index || over.side !== side) setOver({ index, side });
    },
    onDrop: (index: number, event: DragEvent) => {
      event.preventDefault();
      if (from === null) return;
      const gap = half(event) === "above" ? index : index + 1;
      const to = gap > from ? gap - 1 : gap;
      if (to !== from) move(from, to);
      end();
    },
  };
}

export function Questions({ questions }: { questions: readonly Question[] }) {
  const { run, taken } = useBench();
  const [open, setOpen] = useState<number | null>(questions.length === 1 ? 0 : null);
  const [told, setTold] = useState("");
  const { list, next } = useNextFocus();
  const count = questions.length;
  const move = (from: number, to: number) => {
    const moving = questions[from];
    if (!moving || to < 0 || to >= count) return;
    run((draft) => moveQuestion(draft, from, to));
    setTold(words.moved(toldOf(moving), to + 1, count));
    if (open !== null) setOpen(open === from ? to : null);
    next.current = { head: to };
  };
  const drag = useDragging(move);
  const add = () => {
    const names = new Set([...taken, ...questions.map(({ id }) => id)]);
    run((draft) => addQuestion(draft, freeQuestionId("", names)));
    setOpen(count);
    next.current = { field: count };
  };
  const remove = (index: number) => {
    run((draft) => removeQuestion(draft, index));
    setOpen(null);
    next.current = { head: Math.max(0, index - 1) };
  };
  const placed = questions.map((question, index) => ({ question, index }));
  return (
    <Section title={words.questions} aside={<small className={classes.count}>{words.count(count)}</small>}>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      {count === 0 && <p className={classes.notYet}>{words.noQuestions}</p>}
      <ol className={classes.list} ref={list}>
        {placed.map(({ question, index }) => (
          <li
            key={index}
            onDragOver={(event) => drag.onOver(index, event)}
            onDrop={(event) => drag.onDrop(index, event)}
          >
            <QuestionCard
              question={question}
              index={index}
              count={count}
              taken={new Set([...taken, ...questions.flatMap(({ id }, at) => (at === index ? [] : [id]))])}
              open={open === index}
              drop={drag.side(index)}
              onToggle={() => setOpen(open === index ? null : index)}
              onMove={(to) => move(index, to)}
              onRemove={() => remove(index)}
              onDrag={(event) => drag.begin(index, event)}
              onDragEnd={drag.end}
            />
          </li>
        ))}
      </ol>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {words.add}
      </Button>
    </Section>
  );
}
