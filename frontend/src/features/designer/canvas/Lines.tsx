// The lines of the river that can be seen; their thickness is how many people walked them.
import { memo, useMemo } from "react";
import type { Picture } from "../model/picture";
import classes from "./Canvas.module.css";
import { linesOf, pathOf, type Route } from "./routes";
import { isSeen, useSight } from "./sight";

const THICKEST_BACK = 2.5;

function Line({ route }: { route: Route }) {
  const { link } = route;
  const back = link.way === "back";
  return (
    <path
      className={classes.line}
      d={pathOf(route)}
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
        .map((route) => (
          <Line key={route.link.id} route={route} />
        ))}
    </svg>
  );
});
