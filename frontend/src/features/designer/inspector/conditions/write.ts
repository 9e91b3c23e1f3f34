// Rules → CEL, in one way of writing. Pure.
import type { Group, Leaf, Rule } from "./rules";

/** A group without rules says nothing and is left out. */
export function writeRules(rule: Rule): string {
  if (rule.is !== "group") return leaf(rule);
  const { not, paren } = rule;
  const inside = joined(rule);
  if (inside === "") return "";
  if (not) return `!(${inside})`;
  return paren ? `(${inside})` : inside;
}

function joined(group: Group): string {
  const parts = group.rules.map((rule) => operand(rule, group)).filter((part) => part !== "");
  return parts.join(group.join === "all" ? " && " : " || ");
}

/** "Or" inside "and" would mean something else without parentheses. */
function operand(rule: Rule, around: Group): string {
  const text = writeRules(rule);
  if (rule.is !== "group" || rule.not || rule.paren || text === "") return text;
  return rule.join === "any" && around.join === "all" && rule.rules.length > 1 ? `(${text})` : text;
}

function leaf(rule: Leaf): string {
  const no = "not" in rule && rule.not ? "!" : "";
  switch (rule.is) {
    case "compare":
      return `${rule.field} ${rule.op} ${rule.value}`;
    case "away":
      return `${rule.turned ? `now - ${rule.field}` : `${rule.field} - now`} ${rule.op} ${rule.value}`;
    case "since":
      return `days_since(${rule.field}) ${rule.op} ${rule.value}`;
    case "flag":
      return no + rule.field;
    case "call":
      return `${no}${rule.name}(${rule.argument ?? ""})`;
    case "holds":
      return negated(`${rule.value} in ${rule.field}`, rule.not);
    case "among":
      return negated(`${rule.field} in [${rule.values.join(", ")}]`, rule.not);
    case "part":
      return `${no}${rule.field}.${rule.test}(${rule.value})`;
    case "some":
      return `${no}${rule.field}.exists(${rule.variable}, ${tested(rule)})`;
  }
}

const negated = (text: string, not: boolean): string => (not ? `!(${text})` : text);

const tested = ({ variable, test, value }: Extract<Leaf, { is: "some" }>): string =>
  test === "equals" ? `${variable} == ${value}` : `${variable}.${test}(${value})`;
