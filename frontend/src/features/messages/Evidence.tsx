// The record of how the mail was protected on its way.
import type { Message } from "~/api/types";
import { methodWords, plainCode } from "~/words/reasons";
import classes from "./Messages.module.css";

const MEANING: Record<string, string> = {
  "S/MIME": "Sealed with the recipient's certificate; only they can open it.",
  OpenPGP: "Sealed with the recipient's key; only they can open it.",
  "verified TLS": "Encrypted on the way to the next server, whose name was verified.",
  "secure portal": "The mail said nothing; the message itself is read in the portal.",
};

const ACRONYMS = /\b(tls|smime|openpgp|smtp|dkim|sha256|mx|id)\b/gi;

const label = (key: string) => plainCode(key).replace(ACRONYMS, (word) => word.toUpperCase());

const words = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

export function Evidence({ message }: { message: Message }) {
  if (!message.method)
    return <p className={classes.quiet}>Nothing has left, so nothing had to be protected.</p>;
  const method = methodWords(message.method);
  const evidence = Object.entries(message.evidence ?? {}).filter(
    ([, value]) => value !== null && value !== "",
  );
  return (
    <>
      <p className={classes.meaning}>{MEANING[method] ?? method}</p>
      <dl className={classes.facts}>
        {evidence.map(([key, value]) => (
          <div key={key}>
            <dt>{label(key)}</dt>
            <dd>
              <code>{words(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
