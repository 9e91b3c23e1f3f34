// The name of a folder, made from what people call a journey.

export const isSlug = (text: string): boolean =>
  text.length <= 64 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);

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
