// A mail as a reader with dark colours would see it: its own dark rules are made to hold.

/** Takes the condition away from rules for dark, and leaves those for light out. */
export const inDark = (html: string): string =>
  html.replace(/@media\s*\(prefers-color-scheme:\s*dark\)/g, "@media all");

export const inLight = (html: string): string =>
  html.replace(/@media\s*\(prefers-color-scheme:\s*dark\)/g, "@media not all");
