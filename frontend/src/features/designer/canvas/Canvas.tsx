// The river on the screen. The only folder that knows React Flow, which is its camera: panning, zooming, the ground.
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  ViewportPortal,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { w } from "~/words";
import { type Spot, spotKey } from "../draft/selection";
import { useHands } from "../gestures/context";
import { onKey } from "../gestures/keys";
import { useClipboardKeys } from "../gestures/useClipboardKeys";
import type { Picture } from "../model/picture";
import { usePlayedSpot } from "../play/usePlayer";
import { useDesigner } from "../store";
import { type At, useView, useViewed } from "../view/view";
import { Bounds } from "./bounds";
import classes from "./Canvas.module.css";
import { EditTools, ZoomTools } from "./CanvasTools";
import { startAtTop, useBringIntoView, useCamera, useStayInMiddle } from "./camera";
import { Find } from "./Find";
import { Ghost } from "./Ghost";
import { Lines } from "./Lines";
import { LittleMap } from "./LittleMap";
import { Ruler } from "./Ruler";
import { Slots } from "./Slots";
import { domId, Things } from "./Things";
import { type Band, STILL, useCarrying, useHand } from "./useHand";

const NO_NODES: never[] = [];
const NOBODY: readonly string[] = [];

interface Props {
  picture: Picture;
  dimmed: boolean;
}

interface Pressed {
  spot: Spot;
  does: string | null;
}

/** The spot under a press, and what of its card was meant. */
function pressedSpot(target: EventTarget): Pressed | null {
  const thing = (target as Element).closest<HTMLElement>("[data-spot]");
  const key = thing?.dataset.spot;
  if (!thing || !key) return null;
  const does = (target as Element).closest<HTMLElement>("[data-does]")?.dataset.does ?? null;
  if (key === "trigger") return { spot: { of: "trigger" }, does };
  if (thing.dataset.step !== undefined) return { spot: { of: "step", id: thing.dataset.step }, does };
  const cut = key.lastIndexOf("/");
  return {
    spot: { of: "path", step: key.slice("path:".length, cut), index: Number(key.slice(cut + 1)) },
    does,
  };
}

/** What lay under the hand when it came down: the picture may glide on before it goes up again. */
function useHeld() {
  const held = useRef<{ pressed: Pressed | null; at: At } | null>(null);
  const hold = ({ target, clientX: x, clientY: y }: PointerEvent) => {
    held.current = { pressed: pressedSpot(target), at: { x, y } };
  };
  const meant = ({ target, clientX: x, clientY: y }: MouseEvent): Pressed | null => {
    const before = held.current;
    held.current = null;
    const still = before && Math.hypot(x - before.at.x, y - before.at.y) < STILL;
    return (still ? before.pressed : null) ?? pressedSpot(target);
  };
  return { hold, meant };
}

function usePresses() {
  const { gestures } = useHands();
  const view = useView();
  const { hold, meant } = useHeld();
  const open = (spot: Spot, event: MouseEvent) => {
    const { chosen } = gestures.store.get();
    if (!(spot.of === "step" && chosen.includes(spot.id))) gestures.stand(spot);
    if (gestures.canWrite()) view.set({ menu: { spot, at: { x: event.clientX, y: event.clientY } } });
  };
  const onClick = (event: MouseEvent) => {
    const pressed = meant(event);
    if (view.justCarried()) return;
    if (!pressed) {
      if (!(event.target as Element).closest(".react-flow__pane")) return;
      if (!event.shiftKey) gestures.clear();
      view.camera?.focus();
      return;
    }
    const { spot, does } = pressed;
    if (does === "fold" && spot.of === "step") gestures.store.foldStep(spot.id);
    else if (does === "menu") open(spot, event);
    else if (spot.of === "step" && (event.shiftKey || event.ctrlKey || event.metaKey))
      gestures.toggle(spot.id);
    else gestures.stand(spot);
  };
  const onContextMenu = (event: MouseEvent) => {
    const pressed = pressedSpot(event.target);
    if (!pressed) return;
    event.preventDefault();
    open(pressed.spot, event);
  };
  return { hold, onClick, onContextMenu };
}

function BandShape({ band }: { band: Band }) {
  const { from, to } = band;
  return (
    <div
      className={classes.band}
      style={{
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }}
    />
  );
}

/** What the library would say in English of nodes and edges, of which it has none here: the keys are the river's. */
const SPOKEN = {
  "node.a11yDescription.default": w.canvas.keys,
  "node.a11yDescription.keyboardDisabled": w.canvas.keys,
  "edge.a11yDescription.default": w.canvas.keys,
};

function River({ picture, dimmed }: Props) {
  const hands = useHands();
  const view = useView();
  const flow = useReactFlow();
  const { spot, selected, chosen, document } = useDesigner();
  const carry = useViewed((state) => state.carry);
  const finding = useViewed((state) => state.finding);
  const [band, setBand] = useState<Band | null>(null);
  const section = useRef<HTMLElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const focus = useCallback(() => ground.current?.focus({ preventScroll: true }), []);
  const startCarrying = useCarrying(picture);
  const hand = useHand(picture, startCarrying, setBand);
  const { hold, ...presses } = usePresses();
  useStayInMiddle();
  useBringIntoView(picture, carry?.by === "keys" ? carry.behind : spot);
  useBringIntoView(picture, usePlayedSpot());
  useCamera(picture, chosen, view, focus);
  useClipboardKeys(section, hands.gestures);
  useEffect(() => {
    view.carry = startCarrying;
    return () => {
      view.carry = null;
    };
  }, [view, startCarrying]);
  const carried = carry?.what.of === "steps" && !carry.what.copy ? carry.what.ids : NOBODY;
  const here = spotKey(spot);

  return (
    <section
      ref={section}
      className={classes.canvas}
      data-dimmed={dimmed || undefined}
      data-carrying={carry ? carry.by : undefined}
      aria-label={w.canvas.picture}
      onPointerDownCapture={(event) => {
        hold(event);
        hand.onPointerDown(event);
      }}
      {...presses}
    >
      <ReactFlow
        nodes={NO_NODES}
        edges={NO_NODES}
        onInit={() => startAtTop(flow, picture)}
        minZoom={0.12}
        maxZoom={1.5}
        panOnScroll
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        disableKeyboardA11y
        ariaLabelConfig={SPOKEN}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.25} color="var(--hairline)" />
        <ViewportPortal>
          {/* The keyboard stays on this one element and tells which card it is at: cards come and go with the view. */}
          <div
            ref={ground}
            role="tree"
            tabIndex={0}
            className={classes.ground}
            aria-label={w.canvas.picture}
            aria-description={w.canvas.keys}
            aria-activedescendant={here ? domId(here) : undefined}
            aria-multiselectable
            data-ground
            onFocus={focus}
            onKeyDown={(event: KeyboardEvent) => onKey(event, hands)}
          >
            <Lines picture={picture} />
            <Things picture={picture} chosen={chosen} spot={spot} carried={carried} />
          </div>
          <Slots slots={picture.slots} />
        </ViewportPortal>
        <Ruler picture={picture} steps={document?.steps ?? []} selected={selected} />
        <Bounds picture={picture} />
        <LittleMap picture={picture} chosen={chosen} />
        <ZoomTools />
        <EditTools />
        {finding && <Find steps={document?.steps ?? []} />}
      </ReactFlow>
      {band && <BandShape band={band} />}
      <Ghost />
    </section>
  );
}

export default function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <River {...props} />
    </ReactFlowProvider>
  );
}
