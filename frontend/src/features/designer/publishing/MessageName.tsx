// A message as people call it, by its subject, with the name that files and steps have for it beside it.
import type { Titles } from "../model/titles";

export function MessageName({ name, titles }: { name: string; titles: Titles }) {
  const title = titles[name];
  if (!title) return <b>{name}</b>;
  return (
    <>
      <b>{title}</b> <code>{name}</code>
    </>
  );
}
