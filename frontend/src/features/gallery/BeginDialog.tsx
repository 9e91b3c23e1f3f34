// Asks how the new journey is called, makes the draft, and goes to its canvas.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocation } from "wouter";
import { useBegin } from "~/api/gallery";
import type { TemplateShown } from "~/api/generated/types";
import { useJourneys } from "~/api/journeys";
import { useDone } from "~/features/overview/first";
import { w } from "~/words";
import { NamingDialog } from "./NamingDialog";
import { usualOwner } from "./naming";

interface Props {
  /** Null: with an empty canvas. */
  template: TemplateShown | null;
  onClose: () => void;
}

export function BeginDialog({ template, onClose }: Props) {
  const words = w.gallery.dialog;
  const begin = useBegin(template?.slug ?? null);
  useDone("begin", begin.isSuccess);
  const [, go] = useLocation();
  const [named, setNamed] = useState<string | null>(null);
  const usual = usualOwner((useJourneys().data ?? []).map(({ owner }) => owner));
  const owner = named ?? usual;
  const make = async (journey: string, title: string) => {
    const begun = await begin.mutateAsync({ journey, title, owner });
    go(`/journeys/${begun.journey}`);
  };
  return (
    <NamingDialog
      title={template ? words.title(template.title) : w.gallery.empty.title}
      called={{ label: words.name, longest: 120, begins: template?.title }}
      name={{ label: words.slug, help: words.slugHelp }}
      make={words.make}
      ready={!owner.includes("@")}
      onMake={make}
      onClose={onClose}
    >
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
    </NamingDialog>
  );
}
