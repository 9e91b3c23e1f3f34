// How many people got how many mails in a week, against the budget of the organisation.
import { Text } from "@mantine/core";
import type { JourneyMap } from "~/api/generated/types";
import { w } from "~/words";
import classes from "./Map.module.css";
import { peopleWords } from "./MapPicture";

const LAST = 10; // the server's last bar means so many or more
const DAY = 86_400;
const SMALL = 5; // what a bar of too few people is drawn as: surely between one and ten

export function LoadChart({ map }: { map: JourneyMap }) {
  const { load, budget } = map;
  const most = Math.max(1, ...load.map(({ people }) => people ?? SMALL));
  const days = budget ? Math.round(budget.seconds / DAY) : 0;
  const weekly = budget ? (budget.count * 7 * DAY) / budget.seconds : Number.POSITIVE_INFINITY;
  return (
    <>
      <Text c="dimmed" fz={13} pb="xs">
        {w.map.loadLead} {budget ? w.map.budget(budget.count, days) : w.map.noBudget}
      </Text>
      {load.length === 0 && <Text c="dimmed">{w.map.loadNone}</Text>}
      <ul className={classes.load}>
        {load.map(({ mails, people }) => (
          <li key={mails} data-over={mails > weekly || undefined}>
            <span>{mails >= LAST ? w.map.lastBar(mails) : w.map.bar(mails)}</span>
            <i style={{ width: `${((people ?? SMALL) / most) * 100}%` }} aria-hidden />
            <b title={people === null ? w.map.fewWords : undefined}>
              {peopleWords(people)}
              {mails > weekly && <small> {w.map.over}</small>}
            </b>
          </li>
        ))}
      </ul>
    </>
  );
}
