// The journey as a tree, for keyboards and screen readers, and for whoever thinks in lists. All keys of the picture work.
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from "react";
import { w } from "~/words";
import { spotKey } from "../draft/selection";
import { useHands } from "../gestures/context";
import { onKey } from "../gestures/keys";
import { useClipboardKeys } from "../gestures/useClipboardKeys";
import { useTitles } from "../inspector/vocabulary";
import { iconOf } from "../steps/icons";
import { useDesigner } from "../store";
import { useView } from "../view/view";
import classes from "./Outline.module.css";
import { type Row, rowsOf } from "./rows";

const rowId = (key: string) => `row-${key.replace(/[^\w-]/g, "_")}`;

function OutlineRow({
  row,
  here,
  chosen,
  problem,
}: {
  row: Row;
  here: boolean;
  chosen: boolean;
  problem: boolean;
}) {
  const Icon = iconOf(row.kind);
  const Chevron = row.open ? IconChevronDown : IconChevronRight;
  return (
    <div
      id={rowId(row.key)}
      role="treeitem"
      tabIndex={-1}
      className={classes.row}
      aria-level={row.level}
      aria-posinset={row.at}
      aria-setsize={row.of}
      aria-selected={chosen || here}
      aria-expanded={row.open ?? undefined}
      data-row={row.key}
      data-here={here || undefined}
      data-problem={problem || undefined}
      title={[row.name, row.detail].filter(Boolean).join(" · ")}
      style={{ paddingLeft: 6 + (row.level - 1) * 14 }}
    >
      <span className={classes.fold} data-does={row.open !== null && row.kind ? "fold" : undefined}>
        {row.open !== null && <Chevron size={14} stroke={1.75} aria-hidden />}
      </span>
      {row.kind && <Icon size={15} stroke={1.75} aria-hidden />}
      <span className={classes.name}>{row.name}</span>
      <small>{row.detail}</small>
    </div>
  );
}

/** Walks the rows as trees are walked: right opens and goes in, left closes and goes out. */
function walk(key: string, rows: Row[], at: number): { to: Row | undefined; fold?: string } {
  const row = rows[at];
  if (key === "ArrowDown") return { to: rows[at + 1] };
  if (key === "ArrowUp") return { to: rows[Math.max(0, at - 1)] };
  if (key === "Home") return { to: rows[0] };
  if (key === "End") return { to: rows.at(-1) };
  if (!row) return { to: rows[0] };
  const id = row.spot.of === "step" ? row.spot.id : "";
  if (key === "ArrowRight")
    return row.open === false ? { to: row, fold: id } : row.open ? { to: rows[at + 1] } : { to: row };
  if (row.open && id) return { to: row, fold: id };
  return { to: rows.slice(0, at).findLast(({ level }) => level < row.level) ?? row };
}

const ARROWS = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"]);

export function Outline({ problems }: { problems: ReadonlySet<string> }) {
  const hands = useHands();
  const view = useView();
  const { gestures } = hands;
  const { document, folded, spot, chosen } = useDesigner();
  const tree = useRef<HTMLDivElement>(null);
  const titles = useTitles();
  const rows = useMemo(() => rowsOf(document?.steps ?? [], folded, titles), [document, folded, titles]);
  const here = spotKey(spot);
  useClipboardKeys(tree, gestures);

  useEffect(() => {
    if (here) tree.current?.querySelector(`#${rowId(here)}`)?.scrollIntoView({ block: "nearest" });
  }, [here]);

  const keys = (event: KeyboardEvent) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || !ARROWS.has(event.key) || view.get().carry) return onKey(event, hands, false);
    event.preventDefault();
    const at = rows.findIndex(({ key }) => key === here);
    const { to, fold } = walk(event.key, rows, at);
    if (fold) gestures.store.foldStep(fold);
    else if (to) gestures.stand(to.spot);
  };
  const press = (event: MouseEvent) => {
    const target = event.target as Element;
    const row = rows.find(({ key }) => key === target.closest<HTMLElement>("[data-row]")?.dataset.row);
    if (!row) return;
    if (target.closest("[data-does=fold]") && row.spot.of === "step")
      return gestures.store.foldStep(row.spot.id);
    if (event.shiftKey && row.spot.of === "step") return gestures.toggle(row.spot.id);
    gestures.stand(row.spot);
  };
  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={0}
      className={classes.tree}
      aria-label={w.canvas.outline.label}
      aria-multiselectable
      aria-activedescendant={here && here !== "trigger" ? rowId(here) : undefined}
      data-outline
      onKeyDown={keys}
      onClick={press}
    >
      {rows.map((row) => {
        const id = row.spot.of === "step" ? row.spot.id : "";
        return (
          <OutlineRow
            key={row.key}
            row={row}
            here={row.key === here}
            chosen={chosen.includes(id)}
            problem={problems.has(id)}
          />
        );
      })}
      {rows.length === 0 && <p className={classes.empty}>{w.canvas.outline.empty}</p>}
    </div>
  );
}
