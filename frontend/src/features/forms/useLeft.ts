// A name is written when its field is left or Enter is pressed; what cannot be one stays, with the reason, until Escape.
import { type ChangeEvent, type KeyboardEvent, useState } from "react";

export function useLeft(written: string, write: (words: string) => void, fits: (words: string) => boolean) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? written;
  const leave = () => {
    if (!fits(value)) return;
    if (value !== written) write(value);
    setTyped(null);
  };
  return {
    value,
    onChange: (event: ChangeEvent<HTMLInputElement>) => setTyped(event.currentTarget.value),
    onBlur: leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter") leave();
      if (event.key === "Escape") setTyped(null);
    },
  };
}
