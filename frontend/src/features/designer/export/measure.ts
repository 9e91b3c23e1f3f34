// How wide words are as the browser sets them, so that none pokes over the edge of its card.
import type { Width } from "./text";

/** Whoever opens the file without our face sees another, which may be a little wider. */
const SLACK = 1.04;
/** Where nothing can be measured: a share of the size for each letter. */
const USUAL = 0.56;

let pen: CanvasRenderingContext2D | null | undefined;

function penOf(): CanvasRenderingContext2D | null {
  if (pen === undefined) pen = document.createElement("canvas").getContext("2d");
  return pen;
}

const faceOf = (mono: boolean): string => {
  const style = getComputedStyle(mono ? document.documentElement : document.body);
  return (mono ? style.getPropertyValue("--mono") : style.fontFamily) || "sans-serif";
};

interface Set {
  weight?: number;
  mono?: boolean;
  italic?: boolean;
}

export function widthAt(size: number, { weight = 400, mono = false, italic = false }: Set = {}): Width {
  const face = faceOf(mono);
  return (text, strong = false) => {
    const ink = penOf();
    if (!ink) return text.length * size * USUAL;
    ink.font = `${italic ? "italic " : ""}${strong ? 600 : weight} ${size}px ${face}`;
    return ink.measureText(text).width * SLACK;
  };
}
