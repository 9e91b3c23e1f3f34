// Watching: the numbers of the chosen people, at the selected step or in the whole journey, and who is behind each.
import { Button, Group, Select, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useVersions } from "~/api/journeys";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { findStep } from "../model/document";
import { useDesigner } from "../store";
import { type Asked, Behind } from "./Behind";
import { Brake } from "./Brake";
import { CoarseContext } from "./few";
import { JourneyNumbers } from "./JourneyNumbers";
import classes from "./Live.module.css";
import { StepNumbers } from "./StepNumbers";
import { useHold } from "./useHold";
import { useChoice, useWatched } from "./useWatch";
import type { Period } from "./watching";

const PERIODS: Period[] = ["all", "day", "week", "month"];

function Filters({ slug }: { slug: string }) {
  const { watching, choice } = useChoice();
  const versions = useVersions(slug);
  const named = (versions.data ?? []).map(({ version, number }) => ({
    value: version,
    label: w.watch.numbered(number),
  }));
  return (
    <Group gap="xs">
      <Select
        size="xs"
        w={160}
        aria-label={w.watch.version}
        allowDeselect={false}
        data={[{ value: "", label: w.watch.everyVersion }, ...named]}
        value={choice.version}
        onChange={(version) => watching.choose({ version: version ?? "" })}
      />
      <Select
        size="xs"
        w={170}
        aria-label={w.watch.period}
        allowDeselect={false}
        data={PERIODS.map((value) => ({ value, label: w.watch.periods[value] }))}
        value={choice.period}
        onChange={(period) => watching.choose({ period: (period ?? "all") as Period })}
      />
    </Group>
  );
}

function Hold({ journey }: { journey: JourneyDetail }) {
  const { ask, busy } = useHold(journey);
  if (!useMay("operator")) return null;
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      leftSection={journey.paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
      onClick={ask}
    >
      {journey.paused ? w.watch.resume : w.watch.pause}
    </Button>
  );
}

export default function WatchTab({ journey }: { journey: JourneyDetail }) {
  const { document, selected } = useDesigner();
  const [asked, setAsked] = useState<Asked | null>(null);
  const watched = useWatched(journey.slug, journey.version_number > 0);
  const operator = useMay("operator");
  if (journey.version_number === 0) return <Text c="dimmed">{w.watch.notPublished}</Text>;
  if (watched.isError && !watched.data) {
    return <Broken error={watched.error} again={() => void watched.refetch()} />;
  }
  if (!watched.data) return <Rows rows={3} />;
  const step = document ? findStep(document.steps, selected) : null;
  const onAsk = operator ? setAsked : null;
  return (
    <CoarseContext.Provider value={watched.data.live.coarse}>
      <header className={classes.head}>
        <strong>{step ? w.watch.atStep(step.id) : w.watch.whole}</strong>
        <Filters slug={journey.slug} />
        <Hold journey={journey} />
      </header>
      {watched.data.live.coarse && (
        <Text c="dimmed" fz={13} pb="xs">
          {w.watch.rounded}
        </Text>
      )}
      {watched.data.paused && <Brake brake={watched.data.paused} />}
      {step ? (
        <StepNumbers step={step} watched={watched.data} onAsk={onAsk} />
      ) : (
        <JourneyNumbers watched={watched.data} onAsk={onAsk} />
      )}
      <Behind slug={journey.slug} asked={asked} onClose={() => setAsked(null)} />
    </CoarseContext.Provider>
  );
}
