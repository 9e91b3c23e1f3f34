// A small labelled chart: name, bar from zero, number.
import { usePeopleWords } from "../live/few";
import { largestFirst } from "../model/numbers";
import classes from "./Inspector.module.css";

interface Props {
  title: string;
  counts: Record<string, number>;
  words: (name: string) => string;
  tone?: "attention" | "stop" | "protected";
}

export function CountBars({ title, counts, words, tone }: Props) {
  const told = usePeopleWords();
  const rows = largestFirst(counts);
  const most = rows[0]?.[1] ?? 0;
  if (rows.length === 0) return null;
  return (
    <section className={classes.bars} data-tone={tone}>
      <h3>{title}</h3>
      <ul>
        {rows.map(([name, people]) => (
          <li key={name}>
            <span>{words(name)}</span>
            <b>{told(people)}</b>
            <i style={{ width: `${(people / most) * 100}%` }} aria-hidden />
          </li>
        ))}
      </ul>
    </section>
  );
}
