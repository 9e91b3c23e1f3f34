// For dialogs that exist only while they are open: when they go, focus returns to what opened them, or, where that is
// gone with what it was for, to the page.
import { useEffect, useState } from "react";

export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the dialog is gone; whoever put focus somewhere else meanwhile meant it.
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (!lost) return;
        const there = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
        (there ? opener : document.getElementById("content"))?.focus();
      });
    },
    [opener],
  );
}
