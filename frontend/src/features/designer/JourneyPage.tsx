// A journey: the river, the selected step beside it, problems, text, people and versions below.
import { useEffect, useState } from "react";
import { useSearch } from "wouter";
import { useJourney } from "~/api/journeys";
import { useMay } from "~/api/session";
import type { JourneyDetail } from "~/api/types";
import { BrokenPage } from "~/parts/States";
import { DraftProvider } from "./drafts/DraftProvider";
import { RiverLoading } from "./RiverLoading";
import { DesignerStore, StoreContext } from "./store";
import { Workbench } from "./Workbench";

function Open({ journey, mayWrite }: { journey: JourneyDetail; mayWrite: boolean }) {
  const [store] = useState(() => new DesignerStore(journey.source, journey.etag, journey.slug, mayWrite));
  // Whoever comes from a mention looks at the remarks of that step.
  const asked = new URLSearchParams(useSearch());
  const remarks = asked.get("remarks");
  // Whoever comes back from the words of a step's message stands at that step again.
  const step = asked.get("step");
  useEffect(() => {
    if (step) store.select(step);
  }, [step, store]);
  useEffect(() => {
    if (remarks === null) return;
    if (remarks) store.select(remarks);
    store.show("comments");
  }, [remarks, store]);
  useEffect(() => {
    if (journey.etag !== store.get().etag && store.get().text === store.get().base) {
      store.rebase(journey.source, journey.etag);
    }
  }, [journey, store]);
  return (
    <StoreContext.Provider value={store}>
      <DraftProvider journey={journey}>
        <Workbench journey={journey} />
      </DraftProvider>
    </StoreContext.Provider>
  );
}

export default function JourneyPage({ slug }: { slug: string }) {
  const journey = useJourney(slug);
  const mayWrite = useMay("author");
  if (journey.data) return <Open key={String(mayWrite)} journey={journey.data} mayWrite={mayWrite} />;
  if (journey.isError) return <BrokenPage error={journey.error} again={() => void journey.refetch()} />;
  return (
    <main id="content" tabIndex={-1}>
      <RiverLoading />
    </main>
  );
}
