// Names of questions: how conditions speak of their answers (`answers.pain_level`). Pure.

const LONGEST = 41;

export const isQuestionId = (text: string): boolean => /^[a-z][a-z0-9_]{0,40}$/.test(text);

/** "¿Cómo está su dolor?" → "como_esta_su_dolor"; cut between two words where it is long. */
function spelled(ask: string): string {
  const plain = ask
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .replace(/_+$/, "");
  if (plain.length <= LONGEST - 3) return plain;
  const cut = plain.slice(0, LONGEST - 3);
  return cut.includes("_") ? cut.slice(0, cut.lastIndexOf("_")) : cut;
}

/** A name that no question of the journey has yet; two forms may not ask for the same one. */
export function freeQuestionId(ask: string, taken: ReadonlySet<string>): string {
  const wanted = spelled(ask) || "question";
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
  return name;
}
