// Where the card of the tour stands: beside what it speaks of, never over it. Pure.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

const GAP = 12;

const within = (wanted: number, most: number) => Math.max(GAP, Math.min(wanted, most - GAP));

/** To the right, to the left, below or above, whichever has room; without any, in the lower right corner. */
export function placeCard(box: Box | null, card: Size, page: Size): { left: number; top: number } {
  const corner = { left: page.width - card.width - GAP, top: page.height - card.height - GAP };
  if (!box) return { left: (page.width - card.width) / 2, top: (page.height - card.height) / 2 };
  const beside = within(box.top + 48, page.height - card.height);
  const along = within(box.left + box.width - card.width, page.width - card.width);
  const right = box.left + box.width + GAP;
  const left = box.left - GAP - card.width;
  const below = box.top + box.height + GAP;
  const above = box.top - GAP - card.height;
  if (right + card.width + GAP <= page.width) return { left: right, top: beside };
  if (left >= GAP) return { left, top: beside };
  if (below + card.height + GAP <= page.height) return { left: along, top: below };
  if (above >= GAP) return { left: along, top: above };
  return corner;
}
