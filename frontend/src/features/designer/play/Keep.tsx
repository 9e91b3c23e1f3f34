// What was played becomes a scenario: from now on it has to happen like this.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import type { Simulated } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import { w } from "~/words";
import { asScenario } from "./keep";
import type { Scenario } from "./scenario";
import { useKeep, usePlaying } from "./usePlayer";

interface Props {
  slug: string;
  scenario: Scenario;
  story: Simulated;
}

export function Keep({ slug, scenario, story }: Props) {
  const { playing } = usePlaying();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const keep = useKeep(slug);
  const author = useMay("author");
  if (!author || playing.real) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate(asScenario(scenario, name.trim(), story, playing.at), {
      onSuccess: () => {
        setOpen(false);
        notifications.show({ message: w.play.kept });
      },
    });
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {w.play.keep}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={w.play.keepTitle}>
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">{w.play.keepLead}</Text>
            {keep.error && (
              <Text c="var(--stop)" role="alert">
                {asProblem(keep.error).message}
              </Text>
            )}
            <TextInput
              label={w.play.keepName}
              placeholder={w.play.keepExample}
              required
              maxLength={150}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button type="submit" loading={keep.isPending} disabled={name.trim() === ""}>
                {w.play.keepIt}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
