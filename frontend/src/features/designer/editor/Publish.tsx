// Publishing the text: with a note, through the same compiler; a refusal shows what stands in the way.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { usePublish } from "~/api/journeys";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { plural } from "~/words/numbers";
import { useDesigner, useStore } from "../store";
import type { Checked } from "../useJourneyProblems";
import classes from "./Editor.module.css";
import { useLeaveWarning } from "./useLeaveWarning";

function Refusal({ error }: { error: unknown }) {
  const problem = asProblem(error);
  return (
    <div className={classes.refusal} role="alert">
      <b>{problem.title}.</b>{" "}
      {problem.status === 412 ? "Somebody published while you were writing." : problem.detail}
      {problem.errors.slice(0, 5).map((entry) => (
        <div key={`${entry.code}${entry.line}`}>
          line {entry.line}: {entry.message}
        </div>
      ))}
    </div>
  );
}

function PublishDialog({ journey, onClose }: { journey: JourneyDetail; onClose: () => void }) {
  const store = useStore();
  const { text, etag } = useDesigner();
  const queries = useQueryClient();
  const publish = usePublish(journey.slug);
  const [note, setNote] = useState("");
  const next = journey.version_number + 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate(
      { source: text, note, etag },
      {
        onSuccess: (saved) => {
          store.rebase(saved.source, saved.etag);
          // What was sent is now the base, even where the server tidied the text.
          store.discard();
          notifications.show({ message: `Version ${saved.version_number} is published.` });
          onClose();
        },
        onError: (error) => {
          const problem = asProblem(error);
          if (problem.errors.length > 0) store.show("problems");
          if (problem.status === 412) void queries.invalidateQueries({ queryKey: ["journey", journey.slug] });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">
          People already inside stay on the version they started with; whoever enters from now on follows this
          one.
        </Text>
        {publish.error && <Refusal error={publish.error} />}
        <TextInput
          label="What changed, in a sentence"
          placeholder="Reminder two days earlier"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
          maxLength={200}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep editing
          </Button>
          <Button type="submit" loading={publish.isPending}>
            Publish version {next}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function Publish({ journey, checked }: { journey: JourneyDetail; checked: Checked }) {
  const store = useStore();
  const { text, base, etag } = useDesigner();
  const [asking, setAsking] = useState(false);
  const author = useMay("author");
  const unsaved = text !== base;
  const behind = journey.etag !== etag;
  const errors = checked.problems.filter((problem) => problem.severity === "error").length;
  const canPublish = author && (unsaved || journey.dirty || journey.version_number === 0);
  const ask = () => (errors > 0 ? store.show("problems") : setAsking(true));
  useHotkeys([["mod+S", () => canPublish && ask()]], [], true);
  useLeaveWarning(unsaved);
  if (!canPublish) return null;
  return (
    <>
      <span className={classes.unsaved} role="status">
        <i aria-hidden />
        {unsaved ? "edits not published" : journey.dirty ? "changed on disk" : "a draft"}
      </span>
      {unsaved && (
        <Button variant="subtle" color="gray" onClick={store.discard}>
          Discard edits
        </Button>
      )}
      {behind && (
        <Button variant="default" onClick={() => store.rebase(journey.source, journey.etag)}>
          Put my edits on the newer version
        </Button>
      )}
      <Button onClick={ask} disabled={checked.checking}>
        {errors > 0 ? `See ${plural(errors, "error")}` : `Publish version ${journey.version_number + 1}`}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Publish ${journey.title}`}>
        <PublishDialog journey={journey} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}
