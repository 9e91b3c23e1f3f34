// Chooses light or dark before the first paint; a file of its own because the CSP forbids inline scripts.
(() => {
  let wish = "auto";
  try {
    wish = localStorage.getItem("careloom-scheme") || "auto";
  } catch {
    // Storage may be closed; the system's wish is then used.
  }
  const dark = wish === "dark" || (wish !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
