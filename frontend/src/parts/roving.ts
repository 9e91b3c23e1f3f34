// One stop of the Tab key for a whole tool bar: arrows, Home and End walk inside it, and it keeps where one was.
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

const STOPS = "button, a[href]";

const stopsOf = (bar: HTMLElement) => [...bar.querySelectorAll<HTMLElement>(STOPS)];

/** Tab reaches the stop where the keyboard is or was, else the first. */
function settle(bar: HTMLElement): void {
  const stops = stopsOf(bar);
  const [first] = stops;
  const kept = stops.filter(({ tabIndex }) => tabIndex === 0);
  const here = stops.find((stop) => stop === document.activeElement) ?? (kept.length === 1 ? kept[0] : first);
  for (const stop of stops) {
    const wanted = stop === here ? 0 : -1;
    if (stop.tabIndex !== wanted) stop.tabIndex = wanted;
  }
}

/** Where a key leads from the stop at `at`; null: nowhere. */
export function nextStop(key: string, at: number, count: number): number | null {
  if (key === "ArrowRight" || key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

interface Roving<Bar extends HTMLElement> {
  ref: RefObject<Bar | null>;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
}

export function useRoving<Bar extends HTMLElement>(): Roving<Bar> {
  const ref = useRef<Bar>(null);
  useEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    settle(bar);
    const watch = new MutationObserver(() => settle(bar));
    watch.observe(bar, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const stops = ref.current ? stopsOf(ref.current) : [];
    const at = stops.findIndex((stop) => stop === event.target);
    const to = at < 0 || event.altKey || event.ctrlKey ? null : nextStop(event.key, at, stops.length);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation(); // arrows of the river are not meant
    stops[to]?.focus();
  };
  return { ref, onKeyDown, onFocus: () => ref.current && settle(ref.current) };
}
