// The text of a message with its pieces to insert, and its first lines as fields above it.
import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef } from "react";
import type { Previewed, Problem, Vocabulary } from "~/api/generated/types";
import { w } from "~/words";
import { BLOCKS } from "./blocks";
import classes from "./Editor.module.css";
import { FrontFields } from "./FrontFields";
import { createMailEditor, type MailEditor } from "./mailEditor";

interface Props {
  text: string;
  /** The language of this mail. */
  language: string;
  vocabulary: Vocabulary | undefined;
  problems: Problem[];
  /** As the chosen reader sees it. */
  seen: Previewed | undefined;
  /** For what stands beside it. */
  editor: RefObject<MailEditor | null>;
  onText: (text: string) => void;
  /** Where somebody who came from a problem begins. */
  at?: { line: number; column: number } | null;
}

export function MailText(props: Props) {
  const { text, language, vocabulary, problems, seen, editor, onText, at = null } = props;
  const host = useRef<HTMLDivElement>(null);
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
  }, [editor]);

  useEffect(() => editor.current?.showProblems(problems), [editor, problems]);

  return (
    <div className={classes.writing}>
      <FrontFields
        text={text}
        language={language}
        vocabulary={vocabulary}
        problems={problems}
        seen={seen}
        rewrite={(make) => editor.current?.rewrite(make)}
        onFix={(fix) => editor.current?.mend(fix)}
        undo={() => editor.current?.undo()}
        redo={() => editor.current?.redo()}
      />
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
