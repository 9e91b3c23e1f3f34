// CEL text → tokens; only what rules are made of. Anything else makes the whole text unreadable as rules. Pure.

export interface Token {
  type: "name" | "number" | "string" | "sign" | "end";
  text: string;
}

const FORMS: [Token["type"], RegExp][] = [
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["number", /-?[0-9]+(?:\.[0-9]+)?(?![\w.])/y],
  ["string", /"(?:[^"\\\n\r]|\\["'\\])*"|'(?:[^'\\\n\r]|\\["'\\])*'/y],
  ["sign", /&&|\|\||[=!<>]=|[-!<>()[\],.]/y],
];

/** Null where something stands that no rule has. */
export function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === " ") {
      at++;
      continue;
    }
    const next = tokenAt(text, at, tokens.at(-1));
    if (!next) return null;
    tokens.push(next);
    at += next.text.length;
  }
  tokens.push({ type: "end", text: "" });
  return tokens;
}

function tokenAt(text: string, at: number, before: Token | undefined): Token | null {
  for (const [type, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    // Behind a name or a parenthesis a minus takes away: `appointment.start -3` is no number.
    const takesAway = found?.startsWith("-") && (before?.type === "name" || before?.text === ")");
    if (found !== undefined && !(type === "number" && takesAway)) return { type, text: found };
  }
  return null;
}
