// Asks how the new journey is called, makes the draft, and goes to its canvas.
import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { useBegin } from "~/api/gallery";
import type { TemplateShown } from "~/api/generated/types";
import { useJourneys } from "~/api/journeys";
import { asProblem } from "~/api/problem";
import { useDone } from "~/features/overview/first";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { isSlug, slugOf, usualOwner } from "./naming";

interface Props {
  /** Null: with an empty canvas. */
  template: TemplateShown | null;
  onClose: () => void;
}

export function BeginDialog({ template, onClose }: Props) {
  useFocusBack();
  const words = w.gallery.dialog;
  const begin = useBegin(template?.slug ?? null);
  useDone("begin", begin.isSuccess);
  const [, go] = useLocation();
  const [title, setTitle] = useState(template?.title ?? "");
  const [own, setOwn] = useState<string | null>(null);
  const [named, setNamed] = useState<string | null>(null);
  const usual = usualOwner((useJourneys().data ?? []).map(({ owner }) => owner));
  const owner = named ?? usual;
  const slug = own ?? slugOf(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate({ journey: slug, title, owner }, { onSuccess: (begun) => go(`/journeys/${begun.journey}`) });
  };
  return (
    <Modal opened onClose={onClose} title={template ? words.title(template.title) : w.gallery.empty.title}>
      <form onSubmit={submit}>
        <Stack>
          {begin.error && (
            <Alert color="red" role="alert">
              {asProblem(begin.error).detail}
            </Alert>
          )}
          <TextInput
            label={words.name}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={120}
            required
            data-autofocus
          />
          <TextInput
            label={words.slug}
            description={words.slugHelp}
            value={slug}
            onChange={(event) => setOwn(event.currentTarget.value)}
            maxLength={64}
            spellCheck={false}
            error={slug !== "" && !isSlug(slug) && words.slugOdd}
          />
          {template === null && (
            <TextInput
              label={words.owner}
              description={words.ownerHelp}
              value={owner}
              onChange={(event) => setNamed(event.currentTarget.value)}
              maxLength={120}
              error={owner.includes("@") && words.ownerOdd}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={begin.isPending} disabled={!isSlug(slug) || owner.includes("@")}>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
