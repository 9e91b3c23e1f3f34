// What staff say to each other about the chosen step, or about the journey.
import { Button, Group, Text } from "@mantine/core";
import { IconMessage2 } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Comment, useCommenting, useComments } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { useMay, useSession } from "~/api/session";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { useDesigner, useStore } from "../store";
import classes from "./Comments.module.css";
import { type Thread, threadsOf } from "./threads";
import { WriteRemark } from "./WriteRemark";

function Remark({ slug, remark }: { slug: string; remark: Comment }) {
  const me = useSession().data?.account.id;
  const { remove } = useCommenting(slug);
  return (
    <article className={classes.remark}>
      <header>
        <b>{remark.author_name}</b>
        <When at={remark.written_at} relative />
        {remark.author === me && !remark.removed && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => remove.mutate(remark.id)}>
            {w.drafts.comments.remove}
          </Button>
        )}
      </header>
      <p>{remark.removed ? w.drafts.comments.removed : remark.body}</p>
    </article>
  );
}

function ThreadShown({ slug, thread }: { slug: string; thread: Thread }) {
  const store = useStore();
  const author = useMay("author");
  const { settle } = useCommenting(slug);
  const [answering, setAnswering] = useState(false);
  const { head, answers } = thread;
  const settled = head.settled_at !== null;
  return (
    <section className={classes.thread}>
      <Group justify="space-between">
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={head.step === ""}
          onClick={() => store.select(head.step)}
        >
          {head.step ? w.drafts.comments.step(head.step) : w.drafts.comments.journey}
        </Button>
        {settled && (
          <Text c="dimmed" fz={12}>
            {w.drafts.comments.settled(head.settled_by ?? "")}
          </Text>
        )}
      </Group>
      <Remark slug={slug} remark={head} />
      <div className={classes.answers}>
        {answers.map((one) => (
          <Remark key={one.id} slug={slug} remark={one} />
        ))}
        {answering && (
          <WriteRemark slug={slug} step={head.step} answers={head.id} onDone={() => setAnswering(false)} />
        )}
      </div>
      {author && !answering && (
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => setAnswering(true)}>
            {w.drafts.comments.answer}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => settle.mutate({ id: head.id, settled: !settled })}
          >
            {settled ? w.drafts.comments.reopen : w.drafts.comments.settle}
          </Button>
        </Group>
      )}
    </section>
  );
}

export function CommentsTab({ slug }: { slug: string }) {
  const { selected } = useDesigner();
  const author = useMay("author");
  const comments = useComments(slug);
  const [settled, setSettled] = useState(false);
  useEffect(() => void server.comments.seen({ slug }).catch(() => undefined), [slug]);
  if (comments.isError && !comments.data)
    return <Broken error={comments.error} again={() => void comments.refetch()} />;
  if (!comments.data) return <Rows rows={3} />;
  const threads = threadsOf(comments.data, selected);
  const shown = threads.filter(({ head }) => settled || !head.settled_at);
  const hidden = threads.length - shown.length;
  return (
    <div className={classes.room}>
      {author && <WriteRemark key={selected ?? ""} slug={slug} step={selected ?? ""} />}
      {threads.length === 0 && (
        <Empty icon={IconMessage2} title={w.drafts.comments.none}>
          {w.drafts.comments.noneText}
        </Empty>
      )}
      {shown.map((thread) => (
        <ThreadShown key={thread.head.id} slug={slug} thread={thread} />
      ))}
      {hidden > 0 && (
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => setSettled(true)}>
          {w.drafts.comments.showSettled(hidden)}
        </Button>
      )}
    </div>
  );
}
