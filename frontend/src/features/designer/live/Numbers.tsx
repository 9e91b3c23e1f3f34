// Numbers that open into the people behind them, large ones in a row and small ones as bars from zero.

import { w } from "~/words";
import { largestFirst } from "../model/numbers";
import type { Asked } from "./Behind";
import { usePeopleWords } from "./few";
import classes from "./Live.module.css";

type OnAsk = ((asked: Asked) => void) | null;

interface BigProps {
  value: number;
  asked: Asked;
  onAsk: OnAsk;
}

/** Without somebody to tell it to (a viewer), it is only a number. */
export function Big({ value, asked, onAsk }: BigProps) {
  const told = usePeopleWords();
  const inner = (
    <>
      <b>{told(value)}</b>
      <span>{asked.words}</span>
    </>
  );
  if (!onAsk || value === 0) return <div className={classes.big}>{inner}</div>;
  return (
    <button
      type="button"
      className={classes.big}
      title={w.watch.see(asked.words, w.watch.behind(value))}
      onClick={() => onAsk(asked)}
    >
      {inner}
    </button>
  );
}

interface BarsProps {
  title: string;
  counts: Record<string, number>;
  words: (name: string) => string;
  /** Which question a bar answers; without it bars are only looked at. */
  ask?: (name: string) => Omit<Asked, "words">;
  onAsk: OnAsk;
  /** The order given, instead of the largest first. */
  order?: readonly string[];
}

export function Bars({ title, counts, words, ask, onAsk, order }: BarsProps) {
  const told = usePeopleWords();
  const rows: [string, number][] = order
    ? order.filter((name) => counts[name]).map((name) => [name, counts[name] ?? 0])
    : largestFirst(counts);
  const most = Math.max(1, ...rows.map(([, people]) => people));
  if (rows.length === 0) return null;
  return (
    <section className={classes.bars}>
      <h3>{title}</h3>
      <ul>
        {rows.map(([name, people]) => (
          <li key={name}>
            {ask && onAsk ? (
              <button
                type="button"
                title={w.watch.see(words(name), w.watch.behind(people))}
                onClick={() => onAsk({ ...ask(name), words: words(name) })}
              >
                {words(name)}
              </button>
            ) : (
              <span>{words(name)}</span>
            )}
            <b>{told(people)}</b>
            <i style={{ width: `${(people / most) * 100}%` }} aria-hidden />
          </li>
        ))}
      </ul>
    </section>
  );
}
