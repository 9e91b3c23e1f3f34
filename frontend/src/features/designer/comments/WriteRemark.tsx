// Writing a remark; behind an @ the names of staff are offered, for the mouse and the arrow keys.
import { Button, Group, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type StaffShown, useCommenting, useStaff } from "~/api/drafts";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./Comments.module.css";
import { beginning, mentioned, offeredFor } from "./threads";

interface Props {
  slug: string;
  step: string;
  answers?: string;
  onDone?: () => void;
}

/** The text, where the cursor stands in it, and the names that fit what is begun there. */
function useNames(staff: readonly StaffShown[]) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState("");
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [refused, setRefused] = useState("");
  const before = body.slice(0, caret);
  const offered = refused === before ? [] : offeredFor(beginning(before), staff);
  const write = (text: string, cursor: number) => {
    setBody(text);
    setCaret(cursor);
    setAt(0);
  };
  const choose = ({ name }: StaffShown) => {
    const head = `${before.slice(0, before.lastIndexOf("@") + 1)}${name} `;
    // Before the next key, or its letter would come in somewhere else.
    flushSync(() => write(head + body.slice(caret), head.length));
    box.current?.focus();
    box.current?.setSelectionRange(head.length, head.length);
  };
  const onKey = (event: KeyboardEvent) => {
    const one = offered[at];
    if (!one) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setAt((at + by + offered.length) % offered.length);
    else if (event.key === "Enter") choose(one);
    else if (event.key === "Escape") setRefused(before);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { box, body, write, setCaret, offered, at, choose, onKey };
}

function Names({ id, names }: { id: string; names: ReturnType<typeof useNames> }) {
  return (
    <div className={classes.names} id={id} role="listbox" aria-label={w.drafts.comments.names}>
      {names.offered.map((one, index) => (
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === names.at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => names.choose(one)}
          onKeyDown={names.onKey}
        >
          {one.name}
        </div>
      ))}
    </div>
  );
}

export function WriteRemark({ slug, step, answers, onDone }: Props) {
  const { write } = useCommenting(slug);
  const staff = useStaff().data ?? [];
  const names = useNames(staff);
  const { body, offered } = names;
  const list = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "" || write.isPending) return;
    write.mutate(
      { body: body.trim(), step, answers: answers ?? null, mentions: mentioned(body, staff) },
      {
        onSuccess: () => {
          names.write("", 0);
          onDone?.();
        },
        onError: (error) => notifications.show({ color: "red", message: asProblem(error).detail }),
      },
    );
  };
  return (
    <form onSubmit={submit} data-write={answers ? undefined : "remark"}>
      <Textarea
        ref={names.box}
        aria-label={w.drafts.comments.write}
        placeholder={w.drafts.comments.write}
        value={body}
        onChange={({ currentTarget }) => names.write(currentTarget.value, currentTarget.selectionStart)}
        onSelect={({ currentTarget }) => names.setCaret(currentTarget.selectionStart)}
        onKeyDown={names.onKey}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={offered.length > 0 ? `${list}-${names.at}` : undefined}
        autoFocus={answers !== undefined}
        autosize
        minRows={2}
        maxLength={4000}
      />
      {offered.length > 0 && <Names id={list} names={names} />}
      <Group justify="flex-end" pt={6}>
        <Button type="submit" size="xs" disabled={body.trim() === ""} loading={write.isPending}>
          {answers ? w.drafts.comments.answer : w.drafts.comments.send}
        </Button>
      </Group>
    </form>
  );
}

const PATIENCE = 60; // frames

/** Puts the cursor into the box for a new remark, as soon as its tab is drawn. */
export function writeHere(frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const box = document.querySelector<HTMLElement>('[data-write="remark"] textarea');
    if (box) box.focus();
    else if (frames > 0) writeHere(frames - 1);
  });
}
