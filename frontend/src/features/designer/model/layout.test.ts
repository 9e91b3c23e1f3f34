import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomJourney, VISIT_REMINDER } from "~/testing/journeys";
import type { Step } from "./document";
import { type Box, layOut, type Placed } from "./layout";
import { readJourney } from "./read";
import { CARD, CARD_GAP } from "./sizes";

const measure = (step: Step) => (step.kind === "exit" ? 44 : 92 + (step.id.length % 3) * 18);
const lay = (text: string) => layOut(readJourney(text).document?.steps ?? [], measure);

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const inside = (outer: Box, inner: Box) =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** A frame may hold a thing whole; nothing else may share a place. */
const meet = (a: Placed, b: Placed) =>
  !apart(a, b) && !((a.type === "frame" && inside(a, b)) || (b.type === "frame" && inside(b, a)));

const middle = (node: Placed) => node.x + node.width / 2;

describe("laying out the river", () => {
  test("nothing ever overlaps; a frame holds a thing whole or not at all", () => {
    fc.assert(
      fc.property(randomJourney, (text) => {
        const { nodes } = lay(text);
        const meeting = nodes.flatMap((a, i) =>
          nodes.slice(i + 1).flatMap((b) => (meet(a, b) ? [[a.id, b.id]] : [])),
        );
        expect(meeting).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("lines run downwards, from something drawn to something drawn, and have names of their own", () => {
    fc.assert(
      fc.property(randomJourney, (text) => {
        const { nodes, links } = lay(text);
        const known = new Map(nodes.map((node) => [node.id, node]));
        expect(known.size).toBe(nodes.length);
        expect(new Set(links.map((link) => link.id)).size).toBe(links.length);
        for (const link of links) {
          const [from, to] = [known.get(link.from), known.get(link.to)];
          if (!from || !to) throw new Error(`${link.id} hangs in the air`);
          if (link.way === "down") expect(to.y).toBeGreaterThanOrEqual(from.y + from.height);
          else expect(to.y).toBeLessThan(from.y);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("whoever can go on has a way on: only exits and the end are ends", () => {
    fc.assert(
      fc.property(randomJourney, (text) => {
        const { nodes, links } = lay(text);
        const left = new Set(links.filter((link) => link.way === "down").map((link) => link.from));
        for (const node of nodes) {
          const ends =
            node.type === "end" ||
            node.type === "frame" ||
            (node.type === "step" && node.step.kind === "exit");
          if (!ends) expect(left.has(node.id), node.id).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the main river is a straight line in the middle", () => {
    const { nodes } = lay(VISIT_REMINDER);
    const main = nodes.filter(
      (node) => node.type === "trigger" || (node.type === "step" && node.depth === 0),
    );
    expect(main.map(middle)).toEqual(main.map(() => 0));
  });

  test("branches stand side by side in the order of the text", () => {
    const labels = lay(VISIT_REMINDER).nodes.flatMap((node) =>
      node.type === "path" && node.step.kind === "branch" ? [node] : [],
    );
    expect(labels.map((node) => node.path.name)).toEqual(["confirmed", "never looked", "otherwise"]);
    expect(new Set(labels.map((node) => node.y)).size).toBe(1);
    expect(labels.map(middle)).toEqual([...labels.map(middle)].sort((a, b) => a - b));
  });

  test("a block in which everybody leaves has no way out below it", () => {
    const { links } = lay(
      "steps:\n  - branch: b\n    cases:\n      - name: a\n        steps:\n          - exit: x\n    otherwise:\n      - exit: y\n  - wait: never\n    for: 1d\n",
    );
    expect(links.some((link) => link.to.startsWith("step:never"))).toBe(false);
  });

  test("a repeat leads back to its card", () => {
    const { links } = lay(
      "steps:\n  - repeat: r\n    every: 7d\n    at_most: 2\n    steps:\n      - send: s\n",
    );
    expect(links.filter((link) => link.way === "back")).toMatchObject([
      { flow: { of: "outcome", step: "r" } },
    ]);
  });

  test("two steps stand one gap apart", () => {
    const cards = lay("steps:\n  - wait: one\n    for: 1d\n  - wait: two\n    for: 1d\n").nodes.filter(
      (node) => node.type === "step",
    );
    expect((cards[1]?.y ?? 0) - (cards[0]?.y ?? 0) - (cards[0]?.height ?? 0)).toBe(CARD_GAP);
    expect(cards[0]?.width).toBe(CARD.width);
  });

  test("five hundred steps are placed quickly enough to type along", () => {
    const text = `steps:\n${Array.from({ length: 500 }, (_, i) => `  - wait: w${i}\n    for: 1d\n`).join("")}`;
    const document = readJourney(text).document;
    const begun = performance.now();
    layOut(document?.steps ?? [], measure);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
