// What may be added to a thing or a section, and taken away: buttons for what is one of many, a menu for the rest.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { w } from "~/words";
import { placeOf } from "./arranged";
import { useBench } from "./bench";
import { isNamed, mayGo, type Offer } from "./offers";
import classes from "./Settings.module.css";
import { shapeAt } from "./shape";

const NONE: readonly Offer[] = [];

function useOffers(room: string): readonly Offer[] {
  const { offers, readOnly } = useBench();
  return readOnly ? NONE : (offers.get(room) ?? NONE);
}

function useToldOf(): (offer: Offer) => string {
  const { document, known } = useBench();
  const added: Readonly<Record<string, string>> = w.settings.add[document];
  return ({ path }) => {
    const place = placeOf(path, known);
    return added[place] ?? w.settings.addField(known[place]?.label ?? path.at(-1) ?? "");
  };
}

/** One more of many, below those that are there. */
export function AddButtons({ room }: { room: string }) {
  const { begin } = useBench();
  const told = useToldOf();
  const wanted = useOffers(room).filter(({ kind }) => room === "" || kind !== "field");
  if (wanted.length === 0) return null;
  return (
    <div className={classes.adds}>
      {wanted.map((offer) => (
        <Button
          key={offer.path.join(".")}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
          onClick={() => begin(offer)}
        >
          {told(offer)}
        </Button>
      ))}
    </div>
  );
}

interface MoreProps {
  room: string;
  title: string;
  /** What all of it is; the menu offers to take it away where it may go. */
  path: readonly string[];
  /** Which offers have no button of their own. */
  kinds: readonly Offer["kind"][];
}

export function More({ room, title, path, kinds }: MoreProps) {
  const { shape, begin, remove, readOnly } = useBench();
  const told = useToldOf();
  const offers = useOffers(room).filter(({ kind }) => kinds.includes(kind));
  // Of a list or of things with names each goes by itself.
  const goes =
    !readOnly && mayGo(shape, path) && (shapeAt(shape, path)?.is === "fields" || isNamed(shape, path));
  if (offers.length === 0 && !goes) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={w.settings.more(title)}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.map((offer) => (
          <Menu.Item
            key={offer.path.join(".")}
            leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={() => begin(offer)}
          >
            {told(offer)}
          </Menu.Item>
        ))}
        {offers.length > 0 && goes && <Menu.Divider />}
        {goes && (
          <Menu.Item
            className={classes.leave}
            leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
            onClick={() => remove(path, title)}
          >
            {w.settings.remove(title)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
