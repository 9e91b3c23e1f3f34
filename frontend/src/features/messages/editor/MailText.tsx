// The text of a message with its pieces to insert.
import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { Problem, Vocabulary } from "~/api/generated/types";
import { w } from "~/words";
import { BLOCKS } from "./blocks";
import classes from "./Editor.module.css";
import { createMailEditor, type MailEditor } from "./mailEditor";

interface Props {
  text: string;
  vocabulary: Vocabulary | undefined;
  problems: Problem[];
  onText: (text: string) => void;
  /** Where somebody who came from a problem begins. */
  at?: { line: number; column: number } | null;
}

export function MailText({ text, vocabulary, problems, onText, at = null }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<MailEditor | null>(null);
  const latest = useRef({ text, vocabulary, onText, at });
  useEffect(() => {
    latest.current = { ...latest.current, vocabulary, onText };
  }, [vocabulary, onText]);

  useEffect(() => {
    if (!host.current) return;
    const made = createMailEditor(host.current, {
      text: latest.current.text,
      vocabulary: () => latest.current.vocabulary,
      onText: (now) => latest.current.onText(now),
    });
    editor.current = made;
    if (latest.current.at) made.goTo(latest.current.at.line, latest.current.at.column);
    return () => made.destroy();
  }, []);

  useEffect(() => editor.current?.showProblems(problems), [problems]);

  return (
    <div className={classes.writing}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
            {w.composing.insert}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {BLOCKS.map((block) => (
            <Menu.Item key={block} onClick={() => editor.current?.insert(block)}>
              {w.composing.blocks[block]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div ref={host} className={classes.text} />
    </div>
  );
}
