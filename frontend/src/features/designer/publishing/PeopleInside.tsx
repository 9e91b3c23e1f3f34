// Who is inside an older version, where, and what becomes of them: stay, the next safe point, now.
import { Radio, Stack, Text } from "@mantine/core";
import type { DraftPlan, Inside } from "~/api/drafts";
import { w } from "~/words";
import { peopleWords } from "../live/few";
import classes from "./Publishing.module.css";

interface Props {
  slug: string;
  plan: DraftPlan;
  inside: Inside;
  onInside: (inside: Inside) => void;
}

export function PeopleInside({ slug, plan, inside, onInside }: Props) {
  const words = w.drafts.publish;
  const told = (number: number) => peopleWords(number, plan.plan.coarse ?? false);
  const people = plan.plan.people[slug] ?? 0;
  const move = plan.plan.moves.find((one) => one.journey === slug);
  if (people === 0) return <Text fz={13}>{words.nobody}</Text>;
  const ways: [Inside, string, string][] = [
    ["stay", words.stay, words.stayText],
    ["next-safe-point", words.safe, words.safeText],
    ["now", words.now, words.nowText],
  ];
  return (
    <Stack gap="xs">
      <Radio.Group
        label={words.peopleInside(people, told(people))}
        value={inside}
        onChange={(value) => onInside(value as Inside)}
      >
        <Stack gap={6} mt={6}>
          {ways.map(([value, label, description]) => (
            <Radio key={value} value={value} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {move && (
        <ul className={classes.changes}>
          {move.steps.map((step) =>
            step.to ? (
              <li key={`${step.number} ${step.step}`}>
                {words.move(step.people, told(step.people), step.step, step.to)}
                {step.at_once > 0 && (
                  <span className={classes.field}>{words.ready(step.at_once, told(step.at_once))}</span>
                )}
              </li>
            ) : (
              <li key={`${step.number} ${step.step}`} className={classes.lost}>
                {words.lost(step.people, told(step.people), step.step)}
              </li>
            ),
          )}
        </ul>
      )}
    </Stack>
  );
}
