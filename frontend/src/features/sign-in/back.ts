// Where somebody was when their session ended, so that signing in by a link in another tab leads back there, too.

const NAME = "careloom.back";
const AN_HOUR = 3_600_000;

export function keepPlace(to: string): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ to, at: Date.now() }));
  } catch {
    // Then a link leads to the overview, as it does without this.
  }
}

/** Once, and only soon after; the overview otherwise. */
export function takePlace(now = Date.now()): string {
  try {
    const { to, at } = JSON.parse(localStorage.getItem(NAME) ?? "{}") as { to?: unknown; at?: unknown };
    localStorage.removeItem(NAME);
    const ours = typeof to === "string" && /^\/(?![/\\])/.test(to);
    return ours && typeof at === "number" && now - at < AN_HOUR ? to : "/";
  } catch {
    return "/";
  }
}
