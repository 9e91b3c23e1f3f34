// How many people a condition holds for today. Small numbers are never told.
import { useDebouncedValue } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "~/api/client";
import { asProblem } from "~/api/problem";
import { w } from "~/words";
import classes from "./Condition.module.css";
import { countable } from "./countable";

interface Counted {
  count: number | null;
  told: "exact" | "about" | "few" | "nearly-all";
  looked: number;
  complete: boolean;
}

const KEEP = 60_000;

function countWords({ count, told, looked, complete }: Counted): string {
  const words = w.inspector.count;
  const number = told === "about" ? words.about : words.exact;
  const people = told === "few" ? words.few : told === "nearly-all" ? words.nearlyAll : number(count ?? 0);
  return complete ? people : `${people} (${words.part(looked)})`;
}

interface Props {
  when: string;
  /** The compiler has found an error in it. */
  wrong: boolean;
  /** Says nothing where it cannot be counted. */
  quiet?: boolean;
}

/** Shown to nobody who may not count (403). */
export function AudienceCount({ when, wrong, quiet }: Props) {
  const [settled] = useDebouncedValue(when, 600);
  const may = countable(settled);
  const asked = useQuery({
    queryKey: ["audience-count", settled],
    queryFn: ({ signal }) => api.post<Counted>("/journeys/audience-count", { when: settled }, signal),
    enabled: may && !wrong && settled !== "",
    staleTime: KEEP,
    retry: false,
  });
  const words = w.inspector.count;
  if (when.trim() === "" || (quiet && !may)) return null;
  if (asked.error && asProblem(asked.error).status === 403) return null;
  const told = !may
    ? words.notKnown
    : wrong
      ? words.problem
      : asked.error
        ? asProblem(asked.error).status === 429
          ? words.tooOften
          : words.failed
        : asked.data
          ? countWords(asked.data)
          : words.counting;
  return (
    <p className={classes.count} role="status">
      <IconUsers size={14} stroke={1.75} aria-hidden />
      {told}
    </p>
  );
}
