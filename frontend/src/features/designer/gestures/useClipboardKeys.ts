// Copy, cut and paste of the browser itself, so that steps travel to and from any other program.
import { type RefObject, useEffect } from "react";
import { remember } from "./clipboard";
import type { Gestures } from "./gestures";
import { isTyping } from "./keys";

export function useClipboardKeys(place: RefObject<HTMLElement | null>, gestures: Gestures): void {
  useEffect(() => {
    const here = () => place.current?.contains(document.activeElement) && !isTyping(document.activeElement);
    const put = (make: () => string) => (event: ClipboardEvent) => {
      const text = here() ? make() : "";
      if (text === "") return;
      remember(text);
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    const copy = put(() => gestures.copy());
    const cut = put(() => gestures.cut());
    const paste = (event: ClipboardEvent) => {
      if (!here()) return;
      gestures.paste(event.clipboardData?.getData("text/plain") ?? "");
      event.preventDefault();
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", paste);
    };
  }, [place, gestures]);
}
