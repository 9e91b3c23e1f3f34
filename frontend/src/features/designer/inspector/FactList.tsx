// Label and words, one under the other, hairlines between.
import type { Fact } from "../steps/definition";
import classes from "./Inspector.module.css";

export function FactList({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.exact ? <code>{fact.words}</code> : fact.words}</dd>
        </div>
      ))}
    </dl>
  );
}
