// One document: a form over its values, or its text; what would break a journey is said before saving.
import { Alert, Group, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { DocumentChecked, DocumentShown, Problem } from "~/api/generated/types";
import { asProblem } from "~/api/problem";
import { useMay, useSession } from "~/api/session";
import { useDocumentCheck, useSaveDocument } from "~/api/settings";
import { useTextHistory } from "~/features/designer/draft/useTextHistory";
import { useDone } from "~/features/overview/first";
import { Segments } from "~/parts/Segments";
import { Turns } from "~/parts/Turns";
import { w } from "~/words";
import { arranged, type Descriptions, leafAt } from "./arranged";
import { rewritten } from "./commands";
import { Fields } from "./Fields";
import { leavesOf } from "./leaves";
import type { DocumentName } from "./shape";
import { UnsavedBar } from "./UnsavedBar";
import { useUnsaved } from "./unsaved";

export const DOCUMENTS = ["organization", "consents", "dictionary", "segments"] as const;

const words = w.settings;

interface Wrong {
  problem: Problem;
  /** The field it belongs to: what it is called and where its value begins. */
  field?: { name: string; from: number };
}

/** Each problem with the field that the form shows it at. */
function placed(source: string, problems: readonly Problem[], known: Descriptions): Wrong[] {
  const leaves = leavesOf(source) ?? [];
  const fields = arranged(leaves, known).flatMap(({ things, title }) =>
    things.flatMap((thing) =>
      thing.fields.map(({ leaf, label }) => ({
        from: leaf.from,
        name: [thing.title || title, label].filter((part) => part !== "").join(" · "),
      })),
    ),
  );
  return problems.map((problem) => {
    const leaf = leafAt(source, leaves, problem.line, problem.column);
    return { problem, field: fields.find(({ from }) => from === leaf?.from) };
  });
}

function Standing({ wrong, breaks, spoils }: { wrong: Wrong[]; breaks: string[]; spoils: string[] }) {
  if (wrong.length + breaks.length + spoils.length === 0) return null;
  return (
    <Alert color="yellow" title={words.problems} mb={16}>
      {breaks.length > 0 && <Text>{words.breaks(breaks.join(", "))}</Text>}
      {spoils.length > 0 && <Text>{words.spoils(spoils.map(documentWords).join(", "))}</Text>}
      {wrong.map(({ problem, field }) => (
        <div key={`${problem.line}:${problem.column}:${problem.code}`}>
          <b>{field?.name ?? words.line(problem.line)}</b>: {problem.message}
        </div>
      ))}
    </Alert>
  );
}

const documentWords = (name: string): string => {
  const known = DOCUMENTS.find((each) => each === name);
  return known ? words.documents[known] : name;
};

const NOTHING: DocumentChecked = { problems: [], breaks: [], spoils: [] };

export function Editing({ document, shown }: { document: DocumentName; shown: DocumentShown }) {
  const admin = useMay("admin");
  useDone("settings", admin && document === "organization");
  const unsaved = useUnsaved(shown);
  const { source } = unsaved;
  const history = useTextHistory({
    name: `careloom.edits.settings.${useSession().data?.account.id ?? ""}.${document}`,
    text: source,
    setText: unsaved.write,
    served: shown.source,
  });
  const { run } = history;
  // Throwing it away can be taken back, too.
  const discard = () => void run((draft) => rewritten(draft, shown.source, "discard"));
  const [asText, setAsText] = useState(false);
  const [calm] = useDebouncedValue(source, 300);
  const check = useDocumentCheck(document, calm, unsaved.changed);
  const save = useSaveDocument(document);
  const known: Descriptions = w.settingFields[document];
  // Places are of the text that was checked; they are told once it has come to rest.
  const checked = unsaved.changed && calm === source ? (check.data ?? NOTHING) : NOTHING;
  const wrong = placed(source, checked.problems, known);
  const submit = () =>
    save.mutate(
      { source, etag: unsaved.etag },
      {
        onSuccess: () => {
          unsaved.discard();
          notifications.show({ message: words.saved });
        },
      },
    );
  return (
    <>
      <Group justify="space-between" mt={16} mb={16}>
        <Text c="dimmed">{admin ? words.about[document] : words.onlyAdmin}</Text>
        <Group gap={8} wrap="nowrap">
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
          {admin && <Turns undo={history.undo} redo={history.redo} />}
        </Group>
      </Group>
      {save.error && (
        <Alert color="red" role="alert" mb={16}>
          {asProblem(save.error).detail}
        </Alert>
      )}
      {history.refused && (
        <Alert color="red" role="alert" mb={16}>
          {w.canvas.refusals[history.refused]}
        </Alert>
      )}
      <Standing wrong={wrong} breaks={checked.breaks} spoils={checked.spoils} />
      {asText ? (
        <Textarea
          aria-label={words.yaml}
          value={source}
          readOnly={!admin}
          onChange={(event) => history.type(event.currentTarget.value)}
          autosize
          minRows={12}
          maxRows={32}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mono)", fontSize: 13, lineHeight: "20px" } }}
        />
      ) : (
        <Fields
          document={document}
          source={source}
          known={known}
          wrong={
            new Map(wrong.flatMap(({ problem, field }) => (field ? [[field.from, problem.message]] : [])))
          }
          run={run}
          readOnly={!admin}
        />
      )}
      <UnsavedBar
        unsaved={{ ...unsaved, discard }}
        save={words.save(words.documents[document])}
        saving={save.isPending}
        onSave={submit}
      />
    </>
  );
}
