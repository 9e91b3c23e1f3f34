// Offers the tour to each person once: at the foot of the side, or over the picture where the side is folded away.
import { Button, Group } from "@mantine/core";
import { useMay, useSession } from "~/api/session";
import { useDesigner } from "~/features/designer/store";
import { useViewed } from "~/features/designer/view/view";
import { w } from "~/words";
import classes from "./Tour.module.css";
import { beginTour, know, useKnown } from "./tour";

const words = w.tour;

export function TourOffer({ floating = false }: { floating?: boolean }) {
  const me = useSession().data?.account.id ?? "";
  const author = useMay("author");
  const folded = useViewed(({ side }) => side === null);
  const known = useKnown(me);
  const { open } = useDesigner();
  if (!author || me === "" || known || floating !== folded) return null;
  // Above an open drawer little of the picture is left, and that is not covered.
  if (floating && open) return null;
  return (
    <aside className={`${classes.offer} ${floating ? classes.floating : ""}`} aria-label={words.title}>
      <p>{words.offer}</p>
      <Group gap={8}>
        <Button size="xs" variant="light" onClick={beginTour}>
          {words.begin}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => know(me)}>
          {words.notNow}
        </Button>
      </Group>
    </aside>
  );
}
