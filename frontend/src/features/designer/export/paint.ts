// The colours of the light house, for paper and files: also where somebody works in the dark.

const NAMES = [
  "ground",
  "surface",
  "sunken",
  "hairline",
  "edge",
  "ink",
  "ink-soft",
  "ink-faint",
  "accent",
  "accent-strong",
  "accent-tint",
  "attention",
  "attention-tint",
  "protected",
  "protected-tint",
] as const;

export type Token = (typeof NAMES)[number];
/** `face` and `mono` are the faces of the page; where they are not there, a viewer takes its own. */
export type Paint = Readonly<Record<Token | "face" | "mono", string>>;

/** Whatever the page has now, light or dark: for a drawing that stands in it. */
export const pagePaint: Paint = {
  ...(Object.fromEntries(NAMES.map((name) => [name, `var(--${name})`])) as Record<Token, string>),
  face: "inherit",
  mono: "var(--mono)",
};

const isRoot = (rule: CSSRule): rule is CSSStyleRule =>
  rule instanceof CSSStyleRule && rule.selectorText === ":root";

/** As the style sheet states them; where it cannot be asked, ink on paper. */
export function lightPaint(): Paint {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter(isRoot);
  const stated = (name: string) =>
    rules.map(({ style }) => style.getPropertyValue(`--${name}`).trim()).findLast(Boolean);
  const plain = (name: Token) => (/tint|ground|surface|sunken/.test(name) ? "white" : "black");
  const colours = Object.fromEntries(NAMES.map((name) => [name, stated(name) ?? plain(name)]));
  const { fontFamily } = getComputedStyle(document.body);
  return { ...colours, face: fontFamily, mono: stated("mono") ?? "monospace" } as Paint;
}
