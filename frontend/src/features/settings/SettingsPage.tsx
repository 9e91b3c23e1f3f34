// The four documents that every journey builds on, each on a tab; what is not saved is marked there.
import { Tabs, VisuallyHidden } from "@mantine/core";
import { useLocation } from "wouter";
import { useDocument } from "~/api/settings";
import { Page } from "~/parts/Page";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { DOCUMENTS, Editing } from "./Editing";
import classes from "./Settings.module.css";
import type { DocumentName } from "./shape";
import { useIsUnsaved } from "./unsaved";

const words = w.settings;

function Open({ document }: { document: DocumentName }) {
  const shown = useDocument(document);
  if (shown.data) return <Editing document={document} shown={shown.data} />;
  if (shown.isError) return <Broken error={shown.error} again={() => void shown.refetch()} />;
  return <Rows rows={6} />;
}

function Tab({ document }: { document: DocumentName }) {
  const unsaved = useIsUnsaved(document);
  return (
    <Tabs.Tab value={document}>
      {words.documents[document]}
      {unsaved && (
        <>
          <i className={classes.mark} aria-hidden title={words.unsaved.mark} />
          <VisuallyHidden> ({words.unsaved.mark})</VisuallyHidden>
        </>
      )}
    </Tabs.Tab>
  );
}

export default function SettingsPage({ document }: { document?: string }) {
  const [, go] = useLocation();
  const open = DOCUMENTS.find((each) => each === document) ?? "organization";
  return (
    <Page title={words.title} sentence={words.sentence}>
      <Tabs value={open} onChange={(next) => next && go(`/settings/${next}`)} keepMounted={false}>
        <Tabs.List>
          {DOCUMENTS.map((each) => (
            <Tab key={each} document={each} />
          ))}
        </Tabs.List>
        {DOCUMENTS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Open document={each} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
