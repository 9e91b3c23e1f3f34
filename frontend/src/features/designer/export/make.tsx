// The journey as a file: SVG with real text, or PNG made of it, both in the browser. Loaded when it is asked for.
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { JourneyDocument } from "../model/document";
import { type Classes, draw, type Picture, place } from "../model/picture";
import type { Titles } from "../model/titles";
import { lightPaint } from "./paint";
import { Sheet, type SheetProps } from "./Sheet";
import { banksOf, stripsOf } from "./strips";

export interface Exported {
  document: JourneyDocument;
  classes: Classes;
  titles: Titles;
  title: string;
  below: string;
}

const NOTHING_FOLDED: ReadonlySet<string> = new Set();

/** Up to this height a river stands in one piece. */
const ONE_PIECE = 3_600;
/** Wider than tall, as screens are. */
const ASPECT = 1.4;
/** What browsers can hold as one picture. */
const LARGEST = { side: 16_000, area: 64_000_000 };

export function pictureOf({ document, classes, titles }: Exported): Picture {
  const shown = { problems: [], numbers: false, folded: NOTHING_FOLDED, classes, titles };
  return draw(document, place(document, shown), null, false);
}

/** How tall a strip may be so that the whole is a little wider than tall. */
function tallest(picture: Picture): number {
  const { left, right } = banksOf(picture);
  const even = Math.sqrt((picture.height * (right - left + 48)) / ASPECT);
  return Math.max(ONE_PIECE, even);
}

/** Drawn aside, so that the page does not move. */
function drawn(props: SheetProps): SVGSVGElement {
  const host = document.createElement("div");
  const root = createRoot(host);
  flushSync(() => root.render(<Sheet {...props} />));
  const svg = host.querySelector("svg")?.cloneNode(true) as SVGSVGElement;
  root.unmount();
  return svg;
}

export function svgOf(exported: Exported): SVGSVGElement {
  const picture = pictureOf(exported);
  const strips = stripsOf(picture, tallest(picture));
  const { title, below } = exported;
  return drawn({ picture, strips, title, below, paint: lightPaint(), legend: true });
}

const textOf = (svg: SVGSVGElement): string => new XMLSerializer().serializeToString(svg);

export const asSvg = (exported: Exported): Blob =>
  new Blob([textOf(svgOf(exported))], { type: "image/svg+xml" });

/** Twice as sharp where that fits; a very long journey is made smaller until a browser can hold it. */
export function scaleFor(width: number, height: number): number {
  return Math.min(2, LARGEST.side / width, LARGEST.side / height, Math.sqrt(LARGEST.area / (width * height)));
}

export async function asPng(exported: Exported): Promise<Blob> {
  const svg = svgOf(exported);
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  const image = new Image();
  // No blob: pictures come from here or from their own address, which the page's policy allows alone.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(svg))}`;
  await image.decode();
  const scale = scaleFor(width, height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.floor(width * scale), Math.floor(height * scale)];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new RangeError())), "image/png"),
  );
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
