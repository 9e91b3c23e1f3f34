// Zoom and fit at the lower left, below the days; undo, search, folding and help at the top.
import { ActionIcon, Button as Chip, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconFocusCentered,
  IconFold,
  IconFoldDown,
  IconHelp,
  IconLayoutSidebar,
  IconMinus,
  IconParking,
  IconPlus,
  IconSearch,
  type TablerIcon,
} from "@tabler/icons-react";
import { Panel } from "@xyflow/react";
import { useRoving } from "~/parts/roving";
import { w } from "~/words";
import { ExportMenu } from "../export/Exporting";
import { useHands } from "../gestures/context";
import { toParked } from "../gestures/keys";
import { parkedSteps } from "../model/editing";
import { useDesigner } from "../store";
import { useView, useViewed } from "../view/view";
import classes from "./Canvas.module.css";

interface Tool {
  word: string;
  keys?: string;
  icon: TablerIcon;
  run: () => void;
  off?: boolean;
  pressed?: boolean;
}

function Button({ tool, position }: { tool: Tool; position: "top" | "bottom" }) {
  const { word, keys, icon: Icon, run, off = false, pressed } = tool;
  return (
    <Tooltip label={keys ? `${word} (${keys})` : word} position={position}>
      <ActionIcon
        variant={pressed ? "light" : "subtle"}
        color={pressed ? undefined : "gray"}
        size={32}
        aria-label={word}
        aria-pressed={pressed}
        aria-disabled={off || undefined}
        onClick={() => !off && run()}
      >
        <Icon size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

export function ZoomTools() {
  const view = useView();
  const { chosen } = useDesigner();
  const roving = useRoving<HTMLDivElement>();
  const tools: Tool[] = [
    { word: w.canvas.tools.closer, keys: "+", icon: IconPlus, run: () => view.camera?.nearer() },
    { word: w.canvas.tools.farther, keys: "-", icon: IconMinus, run: () => view.camera?.farther() },
    { word: w.canvas.tools.all, keys: "1", icon: IconArrowsMaximize, run: () => view.camera?.seeAll() },
    {
      word: w.canvas.tools.chosen,
      keys: "2",
      icon: IconFocusCentered,
      run: () => view.camera?.seeChosen(),
      off: chosen.length === 0,
    },
  ];
  return (
    <Panel position="bottom-left">
      <div className={classes.tools} role="toolbar" aria-label={w.canvas.tools.look} {...roving}>
        {tools.map((tool) => (
          <Button key={tool.word} tool={tool} position="top" />
        ))}
      </div>
    </Panel>
  );
}

const PARKED_KEYS = "Shift P";

/** How many steps are parked, and the way to them. */
function ParkedChip() {
  const hands = useHands();
  const { draft } = useDesigner();
  const { length } = parkedSteps(draft);
  if (length === 0) return null;
  return (
    <Tooltip label={`${w.canvas.parked.show} (${PARKED_KEYS})`} position="bottom">
      <Chip
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconParking size={16} stroke={1.75} />}
        aria-label={`${w.canvas.parked.count(length)}. ${w.canvas.parked.show}`}
        onClick={() => toParked(hands)}
      >
        {w.canvas.parked.count(length)}
      </Chip>
    </Tooltip>
  );
}

export function EditTools() {
  const view = useView();
  const { gestures } = useHands();
  const { undoWords, redoWords, folded } = useDesigner();
  const side = useViewed((state) => state.side);
  const roving = useRoving<HTMLDivElement>();
  const writing: Tool[] = [
    {
      word: w.canvas.tools.undo(undoWords),
      keys: "Ctrl Z",
      icon: IconArrowBackUp,
      run: gestures.store.undo,
      off: !undoWords,
    },
    {
      word: w.canvas.tools.redo(redoWords),
      keys: "Ctrl Shift Z",
      icon: IconArrowForwardUp,
      run: gestures.store.redo,
      off: !redoWords,
    },
  ];
  const looking: Tool[] = [
    {
      word: w.canvas.tools.find,
      keys: "Ctrl F",
      icon: IconSearch,
      run: () => view.set({ finding: true }),
    },
    {
      word: folded.size > 0 ? w.canvas.tools.unfoldAll : w.canvas.tools.foldAll,
      keys: "Shift F",
      icon: folded.size > 0 ? IconFoldDown : IconFold,
      run: () => gestures.foldAll(),
    },
    { word: w.canvas.tools.help, keys: "?", icon: IconHelp, run: () => view.set({ helping: true }) },
  ];
  const panel: Tool = {
    word: w.canvas.tools.side,
    keys: "O",
    icon: IconLayoutSidebar,
    run: () => view.set({ side: side ? null : "steps" }),
    pressed: side !== null,
  };
  const groups = [[panel], ...(gestures.canWrite() ? [writing] : []), looking];
  return (
    <Panel position="top-right">
      <div className={classes.bar} role="toolbar" aria-label={w.canvas.tools.bar} {...roving}>
        {groups.map((tools) => (
          <div key={tools[0]?.word} className={classes.barGroup}>
            {tools.map((tool) => (
              <Button key={tool.keys} tool={tool} position="bottom" />
            ))}
            {tools[0] === panel && <ParkedChip />}
            {tools === looking && <ExportMenu />}
          </div>
        ))}
      </div>
    </Panel>
  );
}
