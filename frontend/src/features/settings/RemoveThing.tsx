// Before something with a name goes: which journeys and documents need it. What breaks cannot be saved before it is mended.
import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { Link } from "wouter";
import { useJourneys } from "~/api/journeys";
import { asProblem } from "~/api/problem";
import { useDocumentCheck } from "~/api/settings";
import { useFocusBack } from "~/parts/useFocusBack";
import { w } from "~/words";
import type { DocumentName } from "./shape";

const words = w.settings.removing;

interface Props {
  document: DocumentName;
  title: string;
  /** The document as it stands, and without it. */
  source: string;
  without: string;
  onRemove: () => void;
  onClose: () => void;
}

const isDocument = (name: string): name is DocumentName => name in w.settings.documents;

function Needs({ journeys, documents }: { journeys: readonly string[]; documents: readonly string[] }) {
  const titles = new Map((useJourneys().data ?? []).map(({ slug, title }) => [slug, title]));
  if (journeys.length + documents.length === 0) return <Text>{words.unused}</Text>;
  return (
    <>
      <Text>{words.used}</Text>
      <List spacing={4}>
        {journeys.map((slug) => (
          <List.Item key={slug}>
            <Link href={`/journeys/${slug}`}>{titles.get(slug) || slug}</Link>
          </List.Item>
        ))}
        {documents.map((name) => (
          <List.Item key={name}>
            <Link href={`/settings/${name}`}>{isDocument(name) ? w.settings.documents[name] : name}</Link>
          </List.Item>
        ))}
      </List>
      <Text>{words.afterwards}</Text>
    </>
  );
}

export function RemoveThing({ document, title, source, without, onRemove, onClose }: Props) {
  useFocusBack();
  const today = useDocumentCheck(document, source, true);
  const then = useDocumentCheck(document, without, true);
  const known = today.data && then.data && !today.isPlaceholderData && !then.isPlaceholderData;
  const error = today.error ?? then.error;
  // What is broken already is not broken by this.
  const more = (now: readonly string[] = [], before: readonly string[] = []) =>
    now.filter((one) => !before.includes(one));
  const journeys = more(then.data?.breaks, today.data?.breaks);
  const documents = more(then.data?.spoils, today.data?.spoils);
  const needed = journeys.length + documents.length > 0;
  return (
    <Modal opened onClose={onClose} title={words.title(title)}>
      <Stack>
        {error && (
          <Alert color="red" role="alert">
            {asProblem(error).detail}
          </Alert>
        )}
        <div role="status">
          {known ? <Needs journeys={journeys} documents={documents} /> : !error && words.looking}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.keep}
          </Button>
          <Button color="red" disabled={!known} onClick={onRemove}>
            {needed ? words.anyway : words.remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
