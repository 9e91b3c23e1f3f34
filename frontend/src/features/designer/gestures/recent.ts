// The kinds of step somebody used last, kept in this browser.
const KEPT = "careloom-kinds";
const MOST = 4;

export function recentKinds(): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((kind) => typeof kind === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberKind(kind: string): void {
  try {
    const kinds = [kind, ...recentKinds().filter((other) => other !== kind)];
    window.localStorage.setItem(KEPT, JSON.stringify(kinds.slice(0, MOST)));
  } catch {
    // Storage is forbidden here: nothing is remembered.
  }
}
