// The clipboard: the system's where the browser allows it, and one of the page for where it does not.
let own = "";

export function remember(text: string): void {
  own = text;
}

export async function put(text: string): Promise<void> {
  own = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed, or no secure page: it can still be pasted inside this page.
  }
}

export async function take(): Promise<string> {
  try {
    return (await navigator.clipboard.readText()) || own;
  } catch {
    return own;
  }
}
