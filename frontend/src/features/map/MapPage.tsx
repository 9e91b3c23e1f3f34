// All journeys at once: what lets people in, whom journeys share, and how much mail one person gets of all of them.
import { IconMapOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { server } from "~/api/generated/server";
import type { JourneyMap } from "~/api/generated/types";
import { Page, Section } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { LoadChart } from "./LoadChart";
import { MapPicture } from "./MapPicture";
import { SharedList } from "./SharedList";

function Shown({ map }: { map: JourneyMap }) {
  if (map.journeys.length === 0) {
    return (
      <Empty icon={IconMapOff} title={w.map.emptyTitle}>
        {w.map.empty}
      </Empty>
    );
  }
  return (
    <>
      <MapPicture map={map} />
      <Section title={w.map.shared}>
        <SharedList map={map} />
      </Section>
      <Section title={w.map.load}>
        <LoadChart map={map} />
      </Section>
    </>
  );
}

export function MapPage() {
  const map = useQuery({
    queryKey: ["map"],
    queryFn: ({ signal }) => server.watch.map({ signal }),
    refetchInterval: 30_000,
  });
  return (
    <Page title={w.map.title} sentence={w.map.lead}>
      {map.data ? (
        <Shown map={map.data} />
      ) : map.isError ? (
        <Broken error={map.error} again={() => void map.refetch()} />
      ) : (
        <Rows />
      )}
    </Page>
  );
}
