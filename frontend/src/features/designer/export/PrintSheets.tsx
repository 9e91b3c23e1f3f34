// What is printed instead of the page: the whole journey on as many sheets as it needs, in the light colours.
import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { w } from "~/words";
import { type Exported, pictureOf } from "./make";
import classes from "./Print.module.css";
import { lightPaint } from "./paint";
import { Sheet } from "./Sheet";
import { banksOf, stripsOf } from "./strips";

/** Upright paper, its margins taken off: height to width. */
const PAPER = 1.32;
/** What a sheet has besides the river: title and legend. */
const AROUND = 260;
const NARROWEST = 640;

export function PrintSheets({ exported }: { exported: Exported }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes what is there when this event is over.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  if (!printing) return null;
  const picture = pictureOf(exported);
  const { left, right } = banksOf(picture);
  const strips = stripsOf(picture, Math.max(NARROWEST, right - left) * PAPER - AROUND);
  const paint = lightPaint();
  return createPortal(
    <div className={classes.sheets} data-sheets>
      {strips.map((strip, index) => (
        <Sheet
          key={strip.top}
          picture={picture}
          strips={[strip]}
          title={exported.title}
          below={[exported.below, w.canvas.sheet.page(index + 1, strips.length)].join(" · ")}
          paint={paint}
          legend={index === strips.length - 1}
        />
      ))}
    </div>,
    document.body,
  );
}
