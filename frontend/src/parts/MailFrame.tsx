// Somebody's HTML, where it can run nothing, load nothing and go nowhere.
import { useState } from "react";
import classes from "./parts.module.css";

// The frame's own policy, besides the sandbox: styles of the mail and pictures inside it, nothing else.
const HEAD = `<!doctype html><base target="_blank"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;

const USUAL = 520; // pixels of a usual mail: what stands below hardly moves when the real height is known

interface Props {
  html: string;
  title: string;
  /** Links open a page of their own. Without it they do nothing, so that looking never acts for a patient. */
  links?: boolean;
}

export function MailFrame({ html, title, links = false }: Props) {
  const [height, setHeight] = useState(USUAL);
  const measure = (frame: HTMLIFrameElement) => {
    const inside = frame.contentDocument?.documentElement.scrollHeight ?? 0;
    if (inside > 0) setHeight(Math.min(1600, inside + 2));
  };
  return (
    <iframe
      className={classes.mail}
      title={title}
      // Same origin only to measure its height; without allow-scripts nothing in it can use that.
      sandbox={`allow-same-origin${links ? " allow-popups allow-popups-to-escape-sandbox" : ""}`}
      referrerPolicy="no-referrer"
      srcDoc={`${HEAD}${html}`}
      style={{ height }}
      onLoad={(event) => measure(event.currentTarget)}
    />
  );
}
