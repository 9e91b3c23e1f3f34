// On the step's panel: how many remarks are open there, or where to write one; a click shows them.
import { Button } from "@mantine/core";
import { IconMessage2 } from "@tabler/icons-react";
import { useComments } from "~/api/drafts";
import { w } from "~/words";
import drawer from "../drawer/Drawer.module.css";
import { useStore } from "../store";
import { openThreads, threadsOf } from "./threads";
import { writeHere } from "./WriteRemark";

/** How many threads are open in the whole journey, beside the name of their tab. */
export function OpenCount({ slug }: { slug: string }) {
  const open = openThreads(useComments(slug).data ?? []).length;
  return open > 0 ? (
    <span className={drawer.count} title={w.drafts.comments.open(open)}>
      {open}
    </span>
  ) : null;
}

export function OpenRemarks({ slug, step }: { slug: string; step: string }) {
  const store = useStore();
  const comments = useComments(slug).data ?? [];
  const open = threadsOf(comments, step).filter(({ head }) => !head.settled_at).length;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconMessage2 size={14} />}
      onClick={() => {
        store.show("comments");
        if (open === 0) writeHere();
      }}
    >
      {open > 0 ? w.drafts.comments.open(open) : w.drafts.comments.begin}
    </Button>
  );
}
