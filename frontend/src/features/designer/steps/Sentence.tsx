// A sentence whose *stressed words* are set a little stronger.
import { Fragment } from "react";

export function Sentence({ words }: { words: string }) {
  const parts = words.split("*");
  let offset = 0;
  return (
    <>
      {parts.map((part, index) => {
        const key = offset;
        offset += part.length + 1;
        return index % 2 === 1 ? <strong key={key}>{part}</strong> : <Fragment key={key}>{part}</Fragment>;
      })}
    </>
  );
}
