// A moment: short on the page, exact on approach.
import { ago, moment } from "~/words/time";

export function When({ at, relative = false }: { at: string | null | undefined; relative?: boolean }) {
  if (!at) return <span>–</span>;
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }} title={new Date(at).toISOString()}>
      {relative ? ago(at) : moment(at)}
    </time>
  );
}
