import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const block = (start: string) => css.slice(css.indexOf(start), css.indexOf("}", css.indexOf(start)));

function tokensOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
  );
}

const light = tokensOf(block(":root {"));
const schemes = { light, dark: { ...light, ...tokensOf(block(':root[data-mantine-color-scheme="dark"]')) } };

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, two: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["ground", "surface", "sunken", "hover"];
const meanings = ["good", "attention", "stop", "protected", "accent"];
const read: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ["ink", "ink-soft", "ink-faint"].map((ink): [string, string] => [ink, ground]),
  ),
  ...meanings.flatMap((meaning): [string, string][] => [
    [meaning, `${meaning}-tint`],
    [meaning, "ground"],
    [meaning, "surface"],
  ]),
  ["accent-strong", "accent-tint"],
  ["ink-soft", "accent-tint"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-stop", "stop"],
  ["on-stop", "stop-strong"],
];

describe.each(Object.entries(schemes))("colours in %s", (_name, tokens) => {
  const value = (token: string) => {
    const found = tokens[token];
    if (!found) throw new Error(`there is no token --${token}`);
    return found;
  };

  test.each(read)("--%s can be read on --%s (4.5 to 1)", (ink, ground) => {
    expect(contrast(value(ink), value(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(grounds)("the edge of a control can be seen on --%s (3 to 1)", (ground) => {
    expect(contrast(value("edge"), value(ground))).toBeGreaterThanOrEqual(3);
  });
});
