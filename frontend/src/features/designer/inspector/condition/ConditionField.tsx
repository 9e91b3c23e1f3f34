// A condition: as rules where rules can say it exactly, else as text. Both change the same CEL.
import { lazy, Suspense, useMemo, useState } from "react";
import { Segments } from "~/parts/Segments";
import { w } from "~/words";
import { readRules } from "../conditions/read";
import type { Leaf, Rule } from "../conditions/rules";
import { writeRules } from "../conditions/write";
import { FieldGroup, type FieldProps, useField } from "../form/Field";
import classes from "../form/Form.module.css";
import { AudienceCount } from "./AudienceCount";
import { asGroup, RuleGroup } from "./RuleGroup";
import { useSubjects } from "./subjects";

const CelText = lazy(() => import("./CelText"));

const leaves = (rule: Rule | null): Leaf[] =>
  rule === null ? [] : rule.is === "group" ? rule.rules.flatMap(leaves) : [rule];

export function ConditionField(props: FieldProps) {
  const { problems, set } = useField(props);
  const text = props.value == null ? "" : String(props.value).trim();
  const rules = useMemo(() => readRules(text), [text]);
  const [asText, setAsText] = useState(false);
  const fields = useMemo(
    () => leaves(rules).flatMap((leaf) => (leaf.is === "call" ? [] : [leaf.field])),
    [rules],
  );
  const subjects = useSubjects(fields);
  const words = w.inspector.condition;
  const needsText = text !== "" && rules === null;
  const showText = asText || needsText;
  const write = (next: string) =>
    set(next.trim() === "" ? (props.optional ? undefined : text || undefined) : next.trim());
  return (
    <FieldGroup
      props={props}
      below={
        <AudienceCount
          when={text}
          wrong={problems.some(({ severity }) => severity === "error")}
          quiet={props.owner !== "enroll"}
        />
      }
    >
      <Segments
        className={classes.whole}
        size="xs"
        fullWidth
        aria-label={words.how}
        data={[
          { value: "rules", label: words.rules, disabled: needsText },
          { value: "text", label: words.text },
        ]}
        value={showText ? "text" : "rules"}
        onChange={(how) => setAsText(how === "text")}
      />
      {needsText && <p className={`${classes.help} ${classes.whole}`}>{words.onlyText}</p>}
      {showText ? (
        <div className={classes.whole}>
          <Suspense fallback={<code>{text}</code>}>
            <CelText value={text} problems={problems} onChange={write} />
          </Suspense>
          <p className={classes.help}>{words.keys}</p>
        </div>
      ) : (
        <RuleGroup
          group={asGroup(rules)}
          subjects={subjects}
          mayEmpty={props.optional}
          onChange={(group) => write(writeRules(group))}
        />
      )}
    </FieldGroup>
  );
}
