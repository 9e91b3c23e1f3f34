import { configureGlobal } from "fast-check";
import { speak } from "~/words";

// The same examples every time, so that a test fails for what was changed. CARELOOM_FUZZ looks for new ones.
if (!process.env.CARELOOM_FUZZ) configureGlobal({ seed: 20261122 });

// jsdom lacks what the component library asks of a browser; tests without a window need none of it.
if (typeof window !== "undefined") {
  const deaf = { addEventListener: () => {}, removeEventListener: () => {} };
  Object.defineProperty(window, "matchMedia", {
    value: (media: string) => ({ matches: false, media, ...deaf }),
  });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}

// Every test speaks English unless it says otherwise.
await speak("en", ["en-GB"]);
