// The four documents: a form over their values, or their text. What would break a journey is said before saving.
import { Alert, Button, Group, Tabs, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useLocation } from "wouter";
import type { DocumentShown } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { useMay } from "~/api/session";
import { useDocument, useDocumentCheck, useSaveDocument } from "~/api/settings";
import { Page } from "~/parts/Page";
import { Segments } from "~/parts/Segments";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import { Fields } from "./Fields";

const DOCUMENTS = ["organization", "consents", "dictionary", "segments"] as const;
type Named = (typeof DOCUMENTS)[number];

const words = w.settings;

function Standing({ document, source, changed }: { document: Named; source: string; changed: boolean }) {
  const [calm] = useDebouncedValue(source, 300);
  const check = useDocumentCheck(document, calm, changed);
  const { problems = [], breaks = [] } = check.data ?? {};
  if (!changed || (problems.length === 0 && breaks.length === 0)) return null;
  return (
    <Alert color="yellow" title={words.problems} mb={16}>
      {breaks.length > 0 && <Text>{words.breaks(breaks.join(", "))}</Text>}
      {problems.map((each) => (
        <div key={`${each.line}:${each.column}:${each.code}`}>
          {each.line}:{each.column} {each.message}
        </div>
      ))}
    </Alert>
  );
}

function Editing({ document, shown }: { document: Named; shown: DocumentShown }) {
  const admin = useMay("admin");
  const [source, setSource] = useState(shown.source);
  const [asText, setAsText] = useState(false);
  const save = useSaveDocument(document);
  const changed = source !== shown.source;
  const submit = () =>
    save.mutate(
      { source, etag: shown.etag },
      { onSuccess: () => notifications.show({ message: words.saved }) },
    );
  return (
    <>
      <Group justify="space-between" mt={16} mb={16}>
        <Text c="dimmed">{admin ? words.about[document] : words.onlyAdmin}</Text>
        <Segments
          size="xs"
          aria-label={words.title}
          data={[
            { value: "form", label: words.form },
            { value: "yaml", label: words.yaml },
          ]}
          value={asText ? "yaml" : "form"}
          onChange={(value) => setAsText(value === "yaml")}
        />
      </Group>
      {save.error && (
        <Alert color="red" role="alert" mb={16}>
          {asProblem(save.error).detail}
        </Alert>
      )}
      <Standing document={document} source={source} changed={changed} />
      {asText ? (
        <Textarea
          aria-label={words.yaml}
          value={source}
          readOnly={!admin}
          onChange={(event) => setSource(event.currentTarget.value)}
          autosize
          minRows={12}
          maxRows={32}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mono)", fontSize: 13, lineHeight: "20px" } }}
        />
      ) : (
        <Fields source={source} onSource={setSource} readOnly={!admin} />
      )}
      {admin && (
        <Group mt={24}>
          <Button disabled={!changed} loading={save.isPending} onClick={submit}>
            {words.save(words.documents[document])}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setSource(shown.source)}>
              {words.undo}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

function Open({ document }: { document: Named }) {
  const shown = useDocument(document);
  if (shown.data) return <Editing key={shown.data.etag} document={document} shown={shown.data} />;
  if (shown.isError) return <Broken error={shown.error} again={() => void shown.refetch()} />;
  return <Rows rows={6} />;
}

export default function SettingsPage({ document }: { document?: string }) {
  const [, go] = useLocation();
  const open = DOCUMENTS.find((each) => each === document) ?? "organization";
  return (
    <Page title={words.title} sentence={words.sentence}>
      <Tabs value={open} onChange={(next) => next && go(`/settings/${next}`)} keepMounted={false}>
        <Tabs.List>
          {DOCUMENTS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.documents[each]}
            </Tabs.Tab>
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
