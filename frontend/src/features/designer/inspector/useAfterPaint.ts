// Something that may follow: the last value that the browser has had the time to paint.
import { useEffect, useState } from "react";

/** `value`, but a new one only after a frame was painted since it came. */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let after: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks run before it is painted, so that what they put off comes behind it.
    const frame = requestAnimationFrame(() => {
      after = setTimeout(() => setPainted(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(after);
    };
  }, [value]);
  return painted;
}
