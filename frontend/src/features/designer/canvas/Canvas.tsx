// The river on the screen. The only folder that knows React Flow; it shows a picture and reports a selection.
import {
  Background,
  BackgroundVariant,
  type Edge,
  MiniMap,
  type Node,
  ReactFlow,
  ReactFlowProvider,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { type KeyboardEvent, useMemo } from "react";
import type { Picture, PictureNode } from "../model/picture";
import classes from "./Canvas.module.css";
import { CanvasTools } from "./CanvasTools";
import { FlowLine } from "./FlowLine";
import { MiniShape } from "./MiniShape";
import { nodeTypes } from "./nodes";
import { startAtTop, useBringIntoView } from "./view";

const edgeTypes = { flow: FlowLine };

interface Props {
  picture: Picture;
  selected: string | null;
  dimmed: boolean;
  onSelect: (step: string | null) => void;
}

function toNode(node: PictureNode, selected: string | null): Node {
  const isStep = node.type === "step";
  return {
    id: node.id,
    type: node.type,
    position: { x: node.x, y: node.y },
    data: node.data as Record<string, unknown>,
    width: node.width,
    height: node.height,
    draggable: false,
    connectable: false,
    selectable: isStep || node.type === "trigger",
    focusable: isStep || node.type === "trigger",
    selected: isStep && node.data.step.id === selected,
    zIndex: node.type === "frame" ? -1 : 1,
    ariaLabel: node.label || undefined,
    domAttributes: isStep ? ({ "data-step": node.data.step.id } as Node["domAttributes"]) : undefined,
  };
}

const stepIds = (picture: Picture): string[] =>
  picture.nodes.flatMap((node) => (node.type === "step" ? [node.data.step.id] : []));

function River({ picture, selected, dimmed, onSelect }: Props) {
  const nodes = useMemo(() => picture.nodes.map((node) => toNode(node, selected)), [picture, selected]);
  const edges = useMemo(
    (): Edge[] =>
      picture.links.map((link) => ({
        id: link.id,
        source: link.from,
        target: link.to,
        targetHandle: link.way === "back" ? "side" : null,
        type: "flow",
        data: { ...link },
        focusable: false,
        selectable: false,
      })),
    [picture],
  );

  useBringIntoView(nodes, selected);

  const walk = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape") onSelect(null);
    if (event.key === "Enter" || event.key === " ") {
      // Not React Flow's own selection: it reports late, and would undo what was chosen meanwhile.
      onSelect((event.target as Element).closest("[data-step]")?.getAttribute("data-step") ?? selected);
    }
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = stepIds(picture);
    const now = selected ? ids.indexOf(selected) : by > 0 ? -1 : ids.length;
    onSelect(ids[Math.max(0, Math.min(ids.length - 1, now + by))] ?? null);
  };

  return (
    <section
      className={classes.canvas}
      data-dimmed={dimmed || undefined}
      aria-label="The journey as a picture"
      onKeyDownCapture={walk}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodeClick={(_event, node) =>
          onSelect(node.type === "step" ? String((node.data.step as { id: string }).id) : null)
        }
        onPaneClick={() => onSelect(null)}
        onInit={(started) => startAtTop(started, picture)}
        minZoom={0.15}
        maxZoom={1.5}
        panOnScroll
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        onlyRenderVisibleElements={picture.nodes.length > 200}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.25} color="var(--hairline)" />
        <MiniMap
          className={classes.map}
          nodeComponent={MiniShape}
          nodeClassName={(node) => miniClass(node)}
          pannable
          zoomable
          ariaLabel="Small map of the journey"
          style={{ width: 132, height: 108 }}
        />
        <CanvasTools />
      </ReactFlow>
    </section>
  );
}

function miniClass(node: Node): string {
  const problems = (node.data.problems as { severity: string }[] | undefined) ?? [];
  return `${node.type} ${problems[0]?.severity ?? ""}`;
}

export default function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <River {...props} />
    </ReactFlowProvider>
  );
}
