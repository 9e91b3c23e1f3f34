// The lines of the river that can be seen; their thickness is how many people walked them.
import { memo, useMemo } from "react";
import type { Picture, PictureLink, PictureNode } from "../model/picture";
import { MERGE, MERGE_GAP } from "../model/sizes";
import classes from "./Canvas.module.css";
import { climb, fall } from "./paths";
import { isSeen, useSight } from "./sight";

const THICKEST_BACK = 2.5;

interface Drawn {
  link: PictureLink;
  path: string;
  box: { x: number; y: number; width: number; height: number };
}

const middle = (node: PictureNode) => node.x + node.width / 2;

/** Branches part just below their card and meet again just above where they close. */
function pathOf(link: PictureLink, from: PictureNode, to: PictureNode): string {
  const start = { x: middle(from), y: from.y + from.height };
  if (link.way === "back")
    return climb({ x: start.x, y: start.y - MERGE / 2 }, { x: to.x, y: to.y + to.height / 2 }, link.side);
  const end = { x: middle(to), y: to.y };
  const gap = to.type === "path" ? start.y + 20 : end.y - (MERGE_GAP - 40);
  return fall(start, end, gap);
}

function drawn(picture: Picture): Drawn[] {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  return picture.links.flatMap((link) => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    if (!from || !to) return [];
    const left = Math.min(from.x, to.x, link.way === "back" ? link.side : from.x);
    const top = Math.min(from.y, to.y);
    const width = Math.max(from.x + from.width, to.x + to.width) - left;
    const height = Math.max(from.y + from.height, to.y + to.height) - top;
    return [{ link, path: pathOf(link, from, to), box: { x: left, y: top, width, height } }];
  });
}

function Line({ link, path }: Pick<Drawn, "link" | "path">) {
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
  const all = useMemo(() => drawn(picture), [picture]);
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
