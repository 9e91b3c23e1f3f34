// Zoom and fit, at the lower left of the canvas.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import { Panel, useReactFlow } from "@xyflow/react";
import classes from "./Canvas.module.css";

export function CanvasTools() {
  const flow = useReactFlow();
  const tools = [
    { word: "Come closer", icon: IconPlus, run: () => flow.zoomIn({ duration: 140 }) },
    { word: "Step back", icon: IconMinus, run: () => flow.zoomOut({ duration: 140 }) },
    {
      word: "See all of it",
      icon: IconArrowsMaximize,
      run: () => flow.fitView({ duration: 160, padding: 0.1, maxZoom: 1 }),
    },
  ];
  return (
    <Panel position="bottom-left" className={classes.tools}>
      {tools.map(({ word, icon: Icon, run }) => (
        <Tooltip key={word} label={word} position="right">
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={word} onClick={() => void run()}>
            <Icon size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Panel>
  );
}
