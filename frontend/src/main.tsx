import "@fontsource-variable/inter/wght.css";
import "@fontsource/jetbrains-mono/latin-400.css";
import "./theme/mantine";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./theme/tokens.css";
import "./theme/ground.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { speak } from "./words";
import { keptLanguage, language, pickLanguage } from "./words/locale";

// Words first: modules of the app may use them as soon as they are loaded.
await speak(pickLanguage(keptLanguage(), navigator.languages), navigator.languages);
document.documentElement.lang = language();
const { App } = await import("./app/App");

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
