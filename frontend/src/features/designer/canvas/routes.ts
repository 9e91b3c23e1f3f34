// Where the lines of the river run: each link with the box around it; its path is made where it is seen. Pure.
import type { Picture, PictureLink, PictureNode } from "../model/picture";
import { MERGE, MERGE_GAP } from "../model/sizes";
import { climb, fall } from "./paths";

export interface Route {
  link: PictureLink;
  from: PictureNode;
  to: PictureNode;
  box: { x: number; y: number; width: number; height: number };
}

const middle = (node: PictureNode) => node.x + node.width / 2;

/** Branches part just below their card and meet again just above where they close. */
export function pathOf({ link, from, to }: Pick<Route, "link" | "from" | "to">): string {
  const start = { x: middle(from), y: from.y + from.height };
  if (link.way === "back")
    return climb({ x: start.x, y: start.y - MERGE / 2 }, { x: to.x, y: to.y + to.height / 2 }, link.side);
  const end = { x: middle(to), y: to.y };
  const gap = to.type === "path" ? start.y + 20 : end.y - (MERGE_GAP - 40);
  return fall(start, end, gap);
}

export function linesOf(picture: Picture): Route[] {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  return picture.links.flatMap((link) => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    if (!from || !to) return [];
    const left = Math.min(from.x, to.x, link.way === "back" ? link.side : from.x);
    const top = Math.min(from.y, to.y);
    const width = Math.max(from.x + from.width, to.x + to.width) - left;
    const height = Math.max(from.y + from.height, to.y + to.height) - top;
    return [{ link, from, to, box: { x: left, y: top, width, height } }];
  });
}
