// Adding to a document and taking away: what is asked first, what is said, and where the keyboard goes.
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Draft, isRefused, type Outcome, type Value } from "~/features/designer/model/editing";
import { w } from "~/words";
import { add, append, takeAway } from "./commands";
import { isNamed, type Offer } from "./offers";
import { freshOf, type Shape } from "./shape";

type Path = readonly string[];

export interface Leaving {
  path: Path;
  title: string;
}

interface Asked {
  shape: Shape;
  run: (command: (draft: Draft) => Outcome) => Outcome;
  /** How many values there are below a list. */
  countAt: (path: Path) => number;
}

export interface Adding {
  page: RefObject<HTMLDivElement | null>;
  /** What was done, for those who do not see it. */
  told: string;
  adding: Offer | null;
  leaving: Leaving | null;
  begin: (offer: Offer) => void;
  make: (offer: Offer, name: string, value: Value) => void;
  remove: (path: Path, title: string) => void;
  leave: (leaving: Leaving) => void;
  stop: () => void;
}

const FIELD = "input,textarea,select";

const at = (path: Path): string =>
  path.length > 0 ? `[data-path="${path.join(".")}"], [data-path^="${path.join(".")}."]` : "[data-path]";

/** Puts the keyboard to a place once it is drawn; where nothing is left of it, to what is around it. */
function useNext(page: RefObject<HTMLDivElement | null>) {
  const next = useRef<Path | null>(null);
  useEffect(() => {
    const wanted = next.current;
    if (wanted === null) return;
    next.current = null;
    // Menus and dialogs that close give the keyboard back first.
    window.setTimeout(() => {
      for (let length = wanted.length; length >= 0; length--) {
        const found = page.current?.querySelector<HTMLElement>(at(wanted.slice(0, length)));
        if (found) return found.querySelector<HTMLElement>(FIELD)?.focus();
      }
    }, 50);
  });
  return next;
}

export function useAdding({ shape, run, countAt }: Asked): Adding {
  const page = useRef<HTMLDivElement>(null);
  const next = useNext(page);
  const [told, setTold] = useState("");
  const [adding, setAdding] = useState<Offer | null>(null);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const done = (outcome: Outcome, words: string, path: Path) => {
    if (isRefused(outcome)) return;
    next.current = path;
    setTold(words);
  };
  const write = (path: Path, value: Value) =>
    done(
      run((draft) => add(draft, path, value)),
      w.settings.added(path.at(-1) ?? ""),
      path,
    );
  const begin = (offer: Offer) => {
    const { kind, path } = offer;
    if (kind === "thing") return setAdding(offer);
    if (kind === "field") return write(path, freshOf(offer.shape));
    const outcome = run((draft) => append(draft, path, freshOf(offer.shape)));
    done(outcome, w.settings.added(path.at(-1) ?? ""), [...path, String(countAt(path))]);
  };
  const leave = ({ path, title }: Leaving) => {
    setLeaving(null);
    const outcome = run((draft) => takeAway(draft, shape, path));
    done(outcome, w.settings.removed(title), path.slice(0, -1));
  };
  return {
    page,
    told,
    adding,
    leaving,
    begin,
    make: (offer, name, value) => write([...offer.path, name], value),
    remove: (path, title) => (isNamed(shape, path) ? setLeaving({ path, title }) : leave({ path, title })),
    leave,
    stop: () => {
      setAdding(null);
      setLeaving(null);
    },
  };
}
