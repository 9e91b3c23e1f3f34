// Writing a remark; behind an @ the names of staff are offered.
import { Button, Group, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useCommenting, useStaff } from "~/api/drafts";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./Comments.module.css";
import { beginning, mentioned } from "./threads";

interface Props {
  slug: string;
  step: string;
  answers?: string;
  onDone?: () => void;
}

export function WriteRemark({ slug, step, answers, onDone }: Props) {
  const staff = useStaff().data ?? [];
  const { write } = useCommenting(slug);
  const [body, setBody] = useState("");
  const begun = beginning(body);
  const offered =
    begun === null
      ? []
      : staff.filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase()) && name !== begun);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "") return;
    write.mutate(
      { body: body.trim(), step, answers: answers ?? null, mentions: mentioned(body, staff) },
      {
        onSuccess: () => {
          setBody("");
          onDone?.();
        },
        onError: (error) => notifications.show({ color: "red", message: asProblem(error).detail }),
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        aria-label={w.drafts.comments.write}
        placeholder={w.drafts.comments.write}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
      />
      <Group justify="space-between" pt={6}>
        <div className={classes.names}>
          {offered.slice(0, 6).map(({ id, name }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="light"
              onClick={() => setBody(`${body.slice(0, body.lastIndexOf("@") + 1)}${name} `)}
            >
              {name}
            </Button>
          ))}
        </div>
        <Button type="submit" size="xs" disabled={body.trim() === ""} loading={write.isPending}>
          {answers ? w.drafts.comments.answer : w.drafts.comments.send}
        </Button>
      </Group>
    </form>
  );
}
