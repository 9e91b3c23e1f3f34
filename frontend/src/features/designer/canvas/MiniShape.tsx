// The minimap shows shapes and problems, not text.
import type { MiniMapNodeProps } from "@xyflow/react";
import classes from "./Canvas.module.css";

export function MiniShape({ x, y, width, height, className, selected }: MiniMapNodeProps) {
  const [type, severity] = className.split(" ");
  if (type === "merge" || type === "frame" || type === "path") return null;
  return (
    <rect
      className={classes.shape}
      data-severity={severity || undefined}
      data-selected={selected || undefined}
      x={x}
      y={y}
      width={width}
      height={height}
      rx={type === "step" ? 12 : height / 2}
    />
  );
}
