// Ctrl/Cmd+K: every place and every journey, a few keys away.
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import { IconMoon, IconRoute, IconSearch } from "@tabler/icons-react";
import { useLocation } from "wouter";
import { useJourneys } from "~/api/journeys";
import type { Place } from "./places";

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
      description: `Journey · ${journey.slug}`,
      leftSection: <IconRoute size={18} stroke={1.6} />,
      onClick: () => go(`/journeys/${journey.slug}`),
    })),
    {
      id: "scheme",
      label: "Switch between light and dark",
      leftSection: <IconMoon size={18} stroke={1.6} />,
      onClick: toggleColorScheme,
    },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut={["mod + K"]}
      nothingFound="Nothing here goes by that name"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: "Go to a place or a journey",
      }}
    />
  );
}
