// CEL → rules, where rules can say the same; null otherwise. Pure.
import { isAsked, type Leaf, type Operator, type Raw, type Rule, type Test } from "./rules";
import { type Token, tokensOf } from "./tokens";
import { writeRules } from "./write";

const OPERATORS: readonly string[] = ["==", "!=", ">=", "<=", ">", "<"];
const TESTS: readonly string[] = ["startsWith", "endsWith", "contains"];
const DEEPEST = 6;

/** Thrown inside this file alone: what stands there is no rule. */
class NoRule extends Error {}

/** Grouping that changes nothing may be written in other ways: `!(x.exists(…))` is `!x.exists(…)`. */
const ungrouped = (text: string): string =>
  (tokensOf(text) ?? [])
    .filter(({ type, text: sign }) => !(type === "sign" && (sign === "(" || sign === ")")))
    .map((token) => token.text)
    .join(" ");

/** The rules of a condition. Null when they would not be written back like this, parentheses aside. */
export function readRules(text: string): Rule | null {
  const asked = text.trim();
  const tokens = tokensOf(asked);
  if (!tokens || asked === "") return null;
  try {
    const rule = new Reader(tokens).whole();
    return ungrouped(writeRules(rule)) === ungrouped(asked) ? rule : null;
  } catch (error) {
    if (error instanceof NoRule) return null;
    throw error;
  }
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  whole(): Rule {
    const rule = this.any();
    if (this.peek().type !== "end") throw new NoRule();
    return rule;
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? { type: "end", text: "" };
  }

  private is(sign: string, ahead = 0): boolean {
    const { type, text } = this.peek(ahead);
    return type === "sign" && text === sign;
  }

  private take(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw new NoRule();
  }

  private any(): Rule {
    const rules = [this.all()];
    while (this.take("||")) rules.push(this.all());
    return rules.length === 1 && rules[0]
      ? rules[0]
      : { is: "group", join: "any", not: false, paren: false, rules };
  }

  private all(): Rule {
    const rules = [this.one()];
    while (this.take("&&")) rules.push(this.one());
    return rules.length === 1 && rules[0]
      ? rules[0]
      : { is: "group", join: "all", not: false, paren: false, rules };
  }

  private one(): Rule {
    const not = this.take("!");
    if (this.is("(")) return this.group(not);
    return this.leaf(not);
  }

  private group(not: boolean): Rule {
    if (++this.depth > DEEPEST) throw new NoRule();
    this.expect("(");
    const inside = this.any();
    this.expect(")");
    this.depth--;
    // `!('x' in patient.tags)` is one rule; every other parenthesis is a group.
    if (not && (inside.is === "holds" || inside.is === "among") && !inside.not) return { ...inside, not };
    const bare = inside.is === "some" || inside.is === "part" || inside.is === "flag" || inside.is === "call";
    if (not && bare && !inside.not) return { ...inside, not };
    if (inside.is === "group" && !inside.paren && !inside.not) return { ...inside, not, paren: !not };
    return { is: "group", join: "all", not, paren: !not, rules: [inside] };
  }

  private leaf(not: boolean): Rule {
    const { type, text } = this.peek();
    if (type === "string") return this.holds(not);
    if (type !== "name") throw new NoRule();
    if (text === "days_since" && this.is("(", 1)) return plainly(not, this.since());
    if (text === "now") return plainly(not, this.away(true));
    if (isAsked(text) && this.is("(", 1)) return this.call(not);
    return this.aboutField(not);
  }

  private holds(not: boolean): Leaf {
    const value = this.string();
    if (not) throw new NoRule(); // `!'x' in …` means something else
    this.name("in");
    return { is: "holds", field: this.field(), value, not };
  }

  private since(): Leaf {
    this.name("days_since");
    this.expect("(");
    const field = this.field();
    this.expect(")");
    return { is: "since", field, op: this.operator(), value: this.number() };
  }

  private away(turned: boolean, known = ""): Leaf {
    if (turned) this.name("now");
    this.expect("-");
    const field = turned ? this.field() : known;
    if (!turned) this.name("now");
    return { is: "away", field, turned, op: this.operator(), value: this.duration() };
  }

  private call(not: boolean): Leaf {
    const name = this.peek().text;
    if (!isAsked(name)) throw new NoRule();
    this.at++;
    this.expect("(");
    const argument = name === "confirmed" ? null : this.string();
    this.expect(")");
    return { is: "call", name, argument, not };
  }

  private aboutField(not: boolean): Leaf {
    const field = this.field();
    const test = this.is(".") ? this.peek(1).text : "";
    if (test === "exists") return this.some(field, not);
    if (TESTS.includes(test)) return { is: "part", field, ...this.tested(), not };
    if (this.is("-")) return plainly(not, this.away(false, field));
    if (this.peek().text === "in") return plainly(not, this.among(field));
    if (OPERATORS.includes(this.peek().text))
      return plainly(not, { is: "compare", field, op: this.operator(), value: this.literal() });
    return { is: "flag", field, not };
  }

  private among(field: string): Leaf {
    this.name("in");
    this.expect("[");
    const values = [this.literal()];
    while (this.take(",")) values.push(this.literal());
    this.expect("]");
    return { is: "among", field, values, not: false };
  }

  private some(field: string, not: boolean): Leaf {
    this.expect(".");
    this.name("exists");
    this.expect("(");
    const variable = this.word();
    this.expect(",");
    if (this.word() !== variable) throw new NoRule();
    const { test, value } = this.is(".") ? this.tested() : this.equal();
    this.expect(")");
    return { is: "some", field, variable, test, value, not };
  }

  private equal(): { test: Test; value: Raw } {
    this.expect("==");
    return { test: "equals", value: this.string() };
  }

  private tested(): { test: Exclude<Test, "equals">; value: Raw } {
    this.expect(".");
    const test = this.word();
    if (test !== "startsWith" && test !== "endsWith" && test !== "contains") throw new NoRule();
    this.expect("(");
    const value = this.string();
    this.expect(")");
    return { test, value };
  }

  private word(): string {
    const { type, text } = this.peek();
    if (type !== "name") throw new NoRule();
    this.at++;
    return text;
  }

  private name(wanted: string): void {
    if (this.word() !== wanted) throw new NoRule();
  }

  /** `patient.age`: two names, as the dictionary has them. */
  private field(): string {
    const owner = this.word();
    this.expect(".");
    return `${owner}.${this.word()}`;
  }

  private operator(): Operator {
    const { text } = this.peek();
    if (!OPERATORS.includes(text)) throw new NoRule();
    this.at++;
    return text as Operator;
  }

  private string(): Raw {
    if (this.peek().type !== "string") throw new NoRule();
    return this.tokens[this.at++]?.text ?? "";
  }

  private number(): Raw {
    if (this.peek().type !== "number") throw new NoRule();
    return this.tokens[this.at++]?.text ?? "";
  }

  private duration(): Raw {
    this.name("duration");
    this.expect("(");
    const value = this.string();
    this.expect(")");
    return `duration(${value})`;
  }

  private literal(): Raw {
    const { type, text } = this.peek();
    if (type === "string" || type === "number" || ["true", "false", "now"].includes(text)) {
      this.at++;
      return text;
    }
    throw new NoRule();
  }
}

/** A comparison has no "not" of its own: `!patient.age > 65` would negate the age. */
function plainly(not: boolean, rule: Leaf): Leaf {
  if (not) throw new NoRule();
  return rule;
}
