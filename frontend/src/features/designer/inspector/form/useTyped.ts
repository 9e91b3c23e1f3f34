// What is typed shows at once and is written as soon as it can be; an empty field waits until it is left.
import { useState } from "react";

interface Typed {
  value: string;
  onChange: (words: string) => void;
  onBlur: () => void;
}

/** `write` is called with what may be written, `clear` when an emptied field is left; without it the old words return. */
export function useTyped(
  written: string,
  write: (words: string) => void,
  options: { clear?: () => void; fits?: (words: string) => boolean } = {},
): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const may = (words: string) => words.trim() !== "" && (options.fits?.(words) ?? true);
  return {
    value: typed ?? written,
    onChange: (words) => {
      setTyped(words);
      if (may(words)) write(words);
    },
    onBlur: () => {
      if (typed !== null && typed.trim() === "" && written !== "") options.clear?.();
      setTyped(null);
    },
  };
}
