// The palette at the side: every kind of step, to be dragged onto the river or chosen.
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type PointerEvent, useState } from "react";
import { useRoving } from "~/parts/roving";
import { w } from "~/words";
import { useHands } from "../gestures/context";
import { recentKinds } from "../gestures/recent";
import { iconOf } from "../steps/icons";
import type { At, Carried } from "../view/view";
import { useView } from "../view/view";
import { allKinds, type Kind, kindOf, offered } from "./kinds";
import classes from "./Palette.module.css";

const STILL = 5;

/** A press that moves carries the kind; one that does not adds it behind what is chosen. */
function useCarried(kind: string, carry: (what: Carried, at: At) => void) {
  return (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const { clientX, clientY } = event;
    const move = (moved: globalThis.PointerEvent) => {
      if (Math.hypot(moved.clientX - clientX, moved.clientY - clientY) < STILL) return;
      stop();
      carry({ of: "kind", kind }, { x: moved.clientX, y: moved.clientY });
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
  };
}

function Item({ kind: { kind, name, purpose } }: { kind: Kind }) {
  const view = useView();
  const { gestures } = useHands();
  const Icon = iconOf(kind);
  const press = useCarried(kind, (what, at) => view.carry?.(what, at));
  return (
    <li>
      <button
        type="button"
        className={classes.option}
        data-kind={kind}
        onPointerDown={press}
        onClick={() => {
          if (view.justCarried()) return;
          gestures.add(kind, gestures.store.get().spot ?? gestures.walker.last());
        }}
      >
        <span className={classes.icon}>
          <Icon size={16} stroke={1.75} aria-hidden />
        </span>
        <span>
          <b>{name}</b>
          <small>{purpose}</small>
        </span>
      </button>
    </li>
  );
}

function Group({ title, kinds }: { title: string; kinds: Kind[] }) {
  if (kinds.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {kinds.map((kind) => (
          <Item key={kind.kind} kind={kind} />
        ))}
      </ul>
    </section>
  );
}

export function KindList() {
  const [wanted, setWanted] = useState("");
  const [recent] = useState(() => recentKinds().slice(0, 3));
  const roving = useRoving<HTMLDivElement>();
  const searching = wanted.trim() !== "";
  const kinds = offered(wanted, []);
  return (
    <div className={classes.kinds} {...roving}>
      <TextInput
        size="xs"
        leftSection={<IconSearch size={14} stroke={1.75} />}
        placeholder={w.canvas.add.search}
        aria-label={w.canvas.add.search}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <p className={classes.help}>{w.canvas.add.drag}</p>
      {!searching && <Group title={w.canvas.add.recent} kinds={recent.map(kindOf)} />}
      <Group title={w.canvas.add.all} kinds={searching ? kinds : allKinds()} />
      {kinds.length === 0 && <p className={classes.nothing}>{w.canvas.add.nothing}</p>}
    </div>
  );
}
