// Ctrl/Cmd+K: every place and every journey, a few keys away.
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import { IconMoon, IconRoute, IconSearch } from "@tabler/icons-react";
import { useLocation } from "wouter";
import { useJourneys } from "~/api/journeys";
import { w } from "~/words";
import type { Place } from "./places";

const words = w.shell.palette;

export const openPalette = () => spotlight.open();

export function Palette({ places }: { places: Place[] }) {
  const [, go] = useLocation();
  const journeys = useJourneys();
  const { toggleColorScheme } = useMantineColorScheme();
  const actions: SpotlightActionData[] = [
    ...places.map(({ to, word, icon: Icon }) => ({
      id: to,
      label: word,
      leftSection: <Icon size={18} stroke={1.6} />,
      onClick: () => go(to),
    })),
    ...(journeys.data ?? []).map((journey) => ({
      id: `journey:${journey.slug}`,
      label: journey.title,
      description: words.journey(journey.slug),
      leftSection: <IconRoute size={18} stroke={1.6} />,
      onClick: () => go(`/journeys/${journey.slug}`),
    })),
    {
      id: "scheme",
      label: words.scheme,
      leftSection: <IconMoon size={18} stroke={1.6} />,
      onClick: toggleColorScheme,
    },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      triggerOnContentEditable
      nothingFound={words.nothing}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: words.placeholder,
      }}
    />
  );
}
