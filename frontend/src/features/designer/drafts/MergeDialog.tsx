// Taking in what others changed: most of it by itself; where both changed the same step, somebody chooses.
import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useState } from "react";
import type { ClashShown } from "~/api/drafts";
import { server } from "~/api/generated/server";
import { Broken, Rows } from "~/parts/States";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import { useDrafting } from "./DraftProvider";
import classes from "./Drafts.module.css";

type Side = "mine" | "theirs";

const nameOf = ({ file, where }: ClashShown) =>
  where || (file === "journey.yaml" ? w.drafts.merge.wholeText : w.drafts.merge.file(file));

function Clash({ clash, side, onSide }: { clash: ClashShown; side?: Side; onSide: (side: Side) => void }) {
  const texts: [Side, string, string][] = [
    ["mine", w.drafts.merge.mine, clash.mine],
    ["theirs", w.drafts.merge.theirs, clash.theirs],
  ];
  return (
    <Radio.Group
      className={classes.clash}
      label={nameOf(clash)}
      value={side ?? ""}
      onChange={(value) => onSide(value as Side)}
    >
      <div className={classes.sides}>
        {texts.map(([value, words, text]) => (
          <div key={value} className={classes.side}>
            <Radio value={value} label={words} />
            <pre>{text || w.drafts.merge.gone}</pre>
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

export function MergeDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  useFocusBack();
  const { become } = useDrafting();
  const [clashes, setClashes] = useState<ClashShown[] | null>(null);
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const [error, setError] = useState<unknown>(null);

  const merge = useCallback(
    async (chosen: Record<string, Side>) => {
      try {
        const merged = await become({ did: "merged", what: "" }, ({ revision }) =>
          server.drafts.merge({ slug, ifMatch: String(revision), body: { choices: chosen } }),
        );
        if (merged.clashes.length > 0) return setClashes(merged.clashes);
        notifications.show({ message: w.drafts.merge.done(merged.taken.length) });
        onClose();
      } catch (problem) {
        setError(problem);
      }
    },
    [become, onClose, slug],
  );
  useEffect(() => void merge({}), [merge]);

  return (
    <Modal opened onClose={onClose} title={w.drafts.merge.title} size="xl">
      {error ? (
        <Broken error={error} />
      ) : !clashes ? (
        <Rows rows={3} />
      ) : (
        <Stack>
          <Text c="dimmed">{w.drafts.merge.lead}</Text>
          {clashes.map((clash) => (
            <Clash
              key={clash.key}
              clash={clash}
              side={choices[clash.key]}
              onSide={(side) => setChoices((before) => ({ ...before, [clash.key]: side }))}
            />
          ))}
          <Group justify="flex-end">
            <Button disabled={clashes.some(({ key }) => !choices[key])} onClick={() => void merge(choices)}>
              {w.drafts.merge.apply}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
