// One question in the list: what it asks in one line, where it is moved, and its fields when it is open.
import { Box, Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconGripVertical } from "@tabler/icons-react";
import type { DragEvent, KeyboardEvent } from "react";
import { under } from "~/features/designer/inspector/form/places";
import { w } from "~/words";
import { language } from "~/words/locale";
import { useBench } from "./context";
import classes from "./Forms.module.css";
import { anyWords, type Question } from "./model/shown";
import { Problems } from "./Problems";
import { QuestionFields, type QuestionProps } from "./QuestionFields";
import { RowTools } from "./RowTools";

const words = w.questions;

interface Props extends QuestionProps {
  count: number;
  open: boolean;
  /** Where a dragged question would come to stand. */
  drop: "above" | "below" | undefined;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDrag: (event: DragEvent) => void;
  onDragEnd: () => void;
}

const kindWords = ({ kind, least, most }: Question): string => {
  if (kind === null) return "";
  return kind === "number" ? words.between(least, most) : words.kinds[kind];
};

export const toldOf = (question: Question): string => anyWords(question.ask, language()) || words.untitled;

function Head({ question, index, open, onToggle, onMove }: Props) {
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0 || !event.altKey) return;
    event.preventDefault();
    onMove(index + by);
  };
  const facts = [kindWords(question), question.required ? "" : words.optional].filter(Boolean);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton
      className={classes.head}
      aria-expanded={open}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      data-head={index}
      onClick={onToggle}
      onKeyDown={onKey}
    >
      <Chevron size={16} stroke={1.75} aria-hidden />
      <span className={classes.asked}>
        <b>
          {index + 1}. {toldOf(question)}
        </b>
        <small>{facts.join(" · ")}</small>
      </span>
    </UnstyledButton>
  );
}

function Tools({ question, index, count, onMove, onRemove, onDrag, onDragEnd }: Props) {
  const grip = (
    <Box
      component="span"
      className={classes.grip}
      title={words.grip}
      draggable
      onDragStart={onDrag}
      onDragEnd={onDragEnd}
    >
      <IconGripVertical size={16} stroke={1.75} aria-hidden />
    </Box>
  );
  return (
    <RowTools
      told={toldOf(question)}
      place={index}
      count={count}
      grip={grip}
      onMove={onMove}
      onRemove={onRemove}
    />
  );
}

export function QuestionCard(props: Props) {
  const { question, index, taken, open, drop } = props;
  const { problems } = useBench();
  return (
    <div className={classes.card} data-drop={drop} data-open={open || undefined}>
      <div className={classes.bar}>
        <Head {...props} />
        <Tools {...props} />
      </div>
      <Problems problems={under(problems, ["questions", index])} />
      <Collapse expanded={open} transitionDuration={0}>
        <div className={classes.fields}>
          {open && <QuestionFields question={question} index={index} taken={taken} />}
        </div>
      </Collapse>
    </div>
  );
}
