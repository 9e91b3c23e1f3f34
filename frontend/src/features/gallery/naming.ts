// The name of a folder, made from what people call a journey; and whose journey it most likely is.

export const isSlug = (text: string): boolean =>
  text.length <= 64 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);

/** The team that answers for most journeys here; "" where there are none. */
export function usualOwner(owners: readonly string[]): string {
  const times = new Map<string, number>();
  for (const owner of owners) if (owner) times.set(owner, (times.get(owner) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** "Recordatorio de visita!" → "recordatorio-de-visita"; empty where nothing of it can stay. */
export function slugOf(title: string): string {
  const plain = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return plain.slice(0, 64).replace(/-+$/, "");
}
