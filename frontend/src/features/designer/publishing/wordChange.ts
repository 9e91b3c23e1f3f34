// Where two long texts differ: the words that both begin and end with stand once, only what lies between is told twice. Pure.

export interface Between {
  head: string;
  before: string;
  after: string;
  tail: string;
}

/** Shared words below which two texts are better told whole, one after the other. */
const FEW = 8;

const piecesOf = (text: string): string[] => text.split(/(?<=\s)/);

function sharedHead(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((piece, index) => piece !== other[index]);
  return at < 0 ? one.length : at;
}

/** Null where they have too little in common. */
export function between(before: string, after: string): Between | null {
  const [old, now] = [piecesOf(before), piecesOf(after)];
  const head = sharedHead(old, now);
  const [oldRest, nowRest] = [old.slice(head), now.slice(head)];
  const tail = sharedHead([...oldRest].reverse(), [...nowRest].reverse());
  if (head + tail < FEW) return null;
  const middle = (rest: readonly string[]) => rest.slice(0, rest.length - tail).join("");
  return {
    head: old.slice(0, head).join(""),
    before: middle(oldRest),
    after: middle(nowRest),
    tail: oldRest.slice(oldRest.length - tail).join(""),
  };
}
