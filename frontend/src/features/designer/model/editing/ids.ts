// Ids that a person can read, and that nobody has yet.

const LONGEST = 64;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const isId = (text: string): boolean => text.length <= LONGEST && ID.test(text);

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Words as an id: "Wait 3 days" → "wait-three-days". Empty where nothing of them can stand in one. */
export function idFrom(words: string): string {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const spelled = plain.replace(
    /(?<![\w.:])(\d{1,2})(?=\s|-|$)/g,
    (number) => NUMBERS[Number(number)] ?? number,
  );
  const parts = spelled.split(/[^a-z0-9]+/).filter(Boolean);
  while (parts[0] && !/^[a-z]/.test(parts[0])) parts.shift();
  let id = parts.join("-");
  while (id.length > LONGEST) id = id.includes("-") ? id.slice(0, id.lastIndexOf("-")) : id.slice(0, LONGEST);
  return id;
}

/** The id itself, or with the next number behind it. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, "").slice(0, LONGEST - 5);
  for (let number = 2; ; number++) {
    const id = `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
