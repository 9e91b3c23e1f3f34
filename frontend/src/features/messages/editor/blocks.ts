// Pieces of a message one can insert, and where in the text they may stand. Pure.
import { w } from "~/words";

export type Block = "heading" | "text" | "button" | "divider" | "footer";
export const BLOCKS: readonly Block[] = ["heading", "text", "button", "divider", "footer"];

const LINES = {
  address: "{{ organization.name }}<br />{{ organization.address }}<br />{{ organization.phone }}",
  portal: "{{ link.portal }}",
  stop: "{{ link.opt_out }}",
};

function markup(block: Block): string[] {
  const words = w.composing.sample;
  switch (block) {
    case "heading":
      return [`<mj-text font-size="22px" line-height="30px">${words.heading}</mj-text>`];
    case "text":
      return [`<mj-text>${words.text}</mj-text>`];
    case "button":
      return [`<mj-button href="${LINES.portal}">${words.button}</mj-button>`];
    case "divider":
      return ['<mj-divider border-width="1px" border-color="#d5dad8" />'];
    case "footer":
      return [
        `<mj-text font-size="14px">${LINES.address}</mj-text>`,
        `<mj-text font-size="14px"><a href="${LINES.stop}">${words.stop}</a></mj-text>`,
      ];
  }
}

export interface Insertion {
  at: number;
  text: string;
}

/** Behind the line of the cursor where that lies in a column, else at the end of the first column; null: no column. */
export function insertion(source: string, cursor: number, block: Block): Insertion | null {
  const line = source.indexOf("\n", cursor);
  const here = line < 0 ? source.length : line + 1;
  const before = source.slice(0, here);
  const inside = before.lastIndexOf("<mj-column") > before.lastIndexOf("</mj-column>");
  const whole = before.lastIndexOf("<mj-text") <= Math.max(before.lastIndexOf("</mj-text>"), -1);
  const first = source.indexOf("</mj-column>");
  if (first < 0) return null;
  const at = inside && whole ? here : source.lastIndexOf("\n", first) + 1;
  const shape = /^[ \t]*/.exec(source.slice(source.lastIndexOf("\n", first) + 1))?.[0] ?? "";
  return {
    at,
    text: `${markup(block)
      .map((each) => `${shape}  ${each}`)
      .join("\n")}\n`,
  };
}
