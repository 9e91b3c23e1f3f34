// The lines of the river that can be seen; their thickness is how many people walked them.
import { memo, useMemo } from "react";
import type { Picture } from "../model/picture";
import classes from "./Canvas.module.css";
import { linesOf, type Route } from "./routes";
import { isSeen, useSight } from "./sight";

const THICKEST_BACK = 2.5;

function Line({ link, path }: Pick<Route, "link" | "path">) {
  const back = link.way === "back";
  return (
    <path
      className={classes.line}
      d={path}
      data-way={link.way}
      data-walked={link.count > 0 || undefined}
      style={{ strokeWidth: back ? Math.min(link.stroke, THICKEST_BACK) : link.stroke }}
    />
  );
}

export const Lines = memo(function Lines({ picture }: { picture: Picture }) {
  const all = useMemo(() => linesOf(picture), [picture]);
  const sight = useSight();
  return (
    <svg className={classes.lines} aria-hidden="true">
      {all
        .filter(({ box }) => isSeen(sight, box))
        .map(({ link, path }) => (
          <Line key={link.id} link={link} path={path} />
        ))}
    </svg>
  );
});
