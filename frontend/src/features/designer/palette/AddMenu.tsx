// "+": type a few letters, press Enter, and the step stands there.
import { FocusTrap, Portal, TextInput } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { IconClipboard, IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { w } from "~/words";
import { take } from "../gestures/clipboard";
import { useHands } from "../gestures/context";
import { recentKinds } from "../gestures/recent";
import { iconOf } from "../steps/icons";
import { useView, useViewed, type ViewState } from "../view/view";
import { type Kind, offered } from "./kinds";
import classes from "./Palette.module.css";

const SIZE = { width: 340, height: 420 };

const within = (at: number, size: number, room: number) => Math.max(8, Math.min(at, room - size - 8));

export function AddMenu() {
  const adding = useViewed((state) => state.adding);
  return adding && <Open key={JSON.stringify(adding.behind)} adding={adding} />;
}

/** At once and not a moment later: the next letter somebody types is already meant for it. */
const focusNow = (input: HTMLInputElement | null) => input?.focus();

const optionId = (index: number) => `add-kind-${index}`;

function Open({ adding }: { adding: NonNullable<ViewState["adding"]> }) {
  const view = useView();
  const { gestures } = useHands();
  const [recent] = useState(recentKinds);
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const kinds = offered(wanted, recent);
  const close = () => {
    view.set({ adding: null });
    view.camera?.focus();
  };
  const choose = ({ kind }: Kind) => {
    gestures.add(kind, adding.behind);
    close();
  };
  const paste = () => {
    void take().then((text) => gestures.paste(text, adding.behind));
    close();
  };
  const outside = useClickOutside(close);
  const keys = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const chosen = kinds[at];
    if (by !== 0) setAt((at + by + kinds.length) % Math.max(1, kinds.length));
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Portal>
      <FocusTrap active>
        <div
          ref={outside}
          className={classes.menu}
          role="dialog"
          aria-label={w.canvas.add.title}
          style={{
            left: within(adding.at.x - 20, SIZE.width, window.innerWidth),
            top: within(adding.at.y + 6, SIZE.height, window.innerHeight),
            maxHeight: SIZE.height,
            width: SIZE.width,
          }}
        >
          <TextInput
            data-autofocus
            ref={focusNow}
            leftSection={<IconSearch size={16} stroke={1.75} />}
            placeholder={w.canvas.add.search}
            aria-label={w.canvas.add.search}
            role="combobox"
            aria-expanded
            aria-controls="add-kinds"
            aria-activedescendant={kinds[at] ? optionId(at) : undefined}
            value={wanted}
            onChange={(event) => {
              setWanted(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={keys}
          />
          <div id="add-kinds" role="listbox" aria-label={w.canvas.add.all} className={classes.options}>
            {kinds.map((kind, index) => (
              <KindOption
                key={kind.kind}
                id={optionId(index)}
                kind={kind}
                active={index === at}
                onPoint={() => setAt(index)}
                onChoose={() => choose(kind)}
              />
            ))}
          </div>
          {kinds.length === 0 && <p className={classes.nothing}>{w.canvas.add.nothing}</p>}
          <button type="button" className={classes.paste} onClick={paste}>
            <IconClipboard size={16} stroke={1.75} aria-hidden />
            {w.canvas.add.paste}
          </button>
        </div>
      </FocusTrap>
    </Portal>
  );
}

interface OptionProps {
  id: string;
  kind: Kind;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function KindOption({ id, kind: { kind, name, purpose }, active, onPoint, onChoose }: OptionProps) {
  const Icon = iconOf(kind);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      data-kind={kind}
      className={classes.option}
      ref={(option) => {
        if (active) option?.scrollIntoView({ block: "nearest" });
      }}
      onPointerMove={onPoint}
      onClick={onChoose}
      onKeyDown={(event) => event.key === "Enter" && onChoose()}
    >
      <span className={classes.icon}>
        <Icon size={16} stroke={1.75} aria-hidden />
      </span>
      <span>
        <b>{name}</b>
        <small>{purpose}</small>
      </span>
    </div>
  );
}
