// The lines in which two texts differ, with a few around them.
import { VisuallyHidden } from "@mantine/core";
import type { Compared, DiffLine } from "~/api/drafts";
import { w } from "~/words";
import classes from "./Versions.module.css";

const spoken = (mark: string) =>
  mark === "+" ? w.drafts.versions.added : mark === "-" ? w.drafts.versions.removed : "";

function Line({ line }: { line: DiffLine }) {
  return (
    <div className={classes.line} data-mark={line.mark}>
      <span>{line.before || ""}</span>
      <span>{line.after || ""}</span>
      <code>
        <VisuallyHidden>{spoken(line.mark)}</VisuallyHidden>
        {line.mark} {line.text}
      </code>
    </div>
  );
}

export function Lines({ files }: { files: Compared["files"] }) {
  return files.map(({ file, lines }) => (
    <section key={file} className={classes.file} aria-label={w.drafts.versions.lines(file)}>
      <h3>
        <code>{file}</code>
      </h3>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and never change their order
        <Line key={index} line={line} />
      ))}
    </section>
  ));
}
