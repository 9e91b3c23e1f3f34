// Rules that hang together: all of them, at least one, not all, none. Groups stand inside groups.
import { Button, NativeSelect } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { w } from "~/words";
import { freshCall, freshFor } from "../conditions/choices";
import type { Group, Rule } from "../conditions/rules";
import { ItemHead } from "../widgets/ItemHead";
import classes from "./Condition.module.css";
import { RuleRow } from "./RuleRow";
import type { Subjects } from "./subjects";

const JOINS = {
  all: { join: "all", not: false },
  any: { join: "any", not: false },
  notAll: { join: "all", not: true },
  notAny: { join: "any", not: true },
} as const;

type Join = keyof typeof JOINS;

const joinOf = ({ join, not }: Group): Join =>
  join === "all" ? (not ? "notAll" : "all") : not ? "notAny" : "any";

/** One rule by itself is a group of one. */
export const asGroup = (rule: Rule | null): Group => {
  if (rule?.is === "group") return rule;
  return { is: "group", join: "all", not: false, paren: false, rules: rule ? [rule] : [] };
};

function firstRule(subjects: Subjects): Rule {
  const field = subjects.groups[0]?.items[0]?.value;
  return field ? freshFor(field, subjects.typeOf(field) ?? "string") : freshCall("confirmed", []);
}

interface Props {
  group: Group;
  subjects: Subjects;
  onChange: (group: Group) => void;
  onRemove?: () => void;
  /** Whether it may be left without a rule. */
  mayEmpty?: boolean;
  depth?: number;
}

export function RuleGroup({ group, subjects, onChange, onRemove, mayEmpty, depth = 0 }: Props) {
  const words = w.inspector.condition;
  const set = (rules: Rule[]) => onChange({ ...group, rules });
  const replace = (index: number, rule: Rule) =>
    set(group.rules.map((one, at) => (at === index ? rule : one)));
  const remove = (index: number) => set(group.rules.filter((_, at) => at !== index));
  const mayRemove = group.rules.length > 1 || mayEmpty === true;
  const keyed = group.rules.map((rule, place) => ({ rule, place }));
  return (
    <fieldset className={classes.group} aria-label={words.group}>
      {onRemove && <ItemHead words={words.group} onRemove={onRemove} />}
      {(group.rules.length > 1 || group.not) && (
        <NativeSelect
          aria-label={words.join}
          size="xs"
          data={(Object.keys(JOINS) as Join[]).map((value) => ({ value, label: words[value] }))}
          value={joinOf(group)}
          onChange={(event) => {
            const next = JOINS[event.currentTarget.value as Join];
            onChange({ ...group, ...next, paren: depth > 0 && !next.not });
          }}
        />
      )}
      {keyed.map(({ rule, place }) =>
        rule.is === "group" ? (
          <RuleGroup
            key={place}
            group={rule}
            subjects={subjects}
            depth={depth + 1}
            onChange={(next) => replace(place, next)}
            onRemove={mayRemove ? () => remove(place) : undefined}
          />
        ) : (
          <RuleRow
            key={place}
            leaf={rule}
            number={place + 1}
            subjects={subjects}
            onChange={(next) => replace(place, next)}
            onRemove={mayRemove ? () => remove(place) : undefined}
          />
        ),
      )}
      <div className={classes.adds}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={12} stroke={2} />}
          onClick={() => set([...group.rules, firstRule(subjects)])}
        >
          {words.addRule}
        </Button>
        {depth < 3 && group.rules.length > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={12} stroke={2} />}
            onClick={() =>
              set([
                ...group.rules,
                {
                  is: "group",
                  join: group.join === "all" ? "any" : "all",
                  not: false,
                  paren: true,
                  rules: [firstRule(subjects)],
                },
              ])
            }
          >
            {words.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
