// A document as a form: sections, in them things with names of their own, in those fields; what may come and go.
import { Text, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { type Draft, isRefused, type Outcome, readDraft } from "~/features/designer/model/editing";
import { plain } from "~/features/designer/model/source/tree";
import { Section } from "~/parts/Page";
import { w } from "~/words";
import { AddThing } from "./AddThing";
import { arranged, type Block, type Descriptions, placeOf, type Thing } from "./arranged";
import { type Bench, BenchContext, useBench } from "./bench";
import { takeAway } from "./commands";
import { Field } from "./Field";
import { leavesOf } from "./leaves";
import { AddButtons, More } from "./Offered";
import { type Offer, offersIn, roomOf } from "./offers";
import { RemoveThing } from "./RemoveThing";
import classes from "./Settings.module.css";
import { type DocumentName, SHAPES, type Shape } from "./shape";
import { useAdding } from "./useAdding";

interface Props {
  document: DocumentName;
  source: string;
  known: Descriptions;
  /** What is wrong, by the place where a value begins. */
  wrong: ReadonlyMap<number, string>;
  run: (command: (draft: Draft) => Outcome) => Outcome;
  readOnly: boolean;
}

function Fieldset({ thing, children }: { thing: Thing; children: ReactNode }) {
  const { document } = useBench();
  if (thing.title === "")
    return <div className={document === "segments" ? classes.wide : classes.fields}>{children}</div>;
  return (
    <fieldset className={classes.thing}>
      <legend>{thing.title}</legend>
      <span className={classes.more}>
        <More
          room={thing.key}
          title={thing.title}
          path={thing.key.split(".")}
          kinds={["field", "item", "thing"]}
        />
      </span>
      <div className={classes.fields}>{children}</div>
    </fieldset>
  );
}

function Sections({ blocks }: { blocks: readonly Block[] }) {
  const { document } = useBench();
  const top = document === "segments" ? w.settings.documents.segments : w.settings.groups.top;
  return blocks.map((block) => {
    const title = block.title || top;
    const aside = block.key && <More room={block.key} title={title} path={[block.key]} kinds={["field"]} />;
    return (
      <Section key={block.key} title={title} aside={aside}>
        {block.help && <p className={classes.help}>{block.help}</p>}
        {block.things.map((thing) => (
          <Fieldset key={thing.key} thing={thing}>
            {thing.fields.map((field) => (
              <Field key={field.leaf.path.join(".")} field={field} />
            ))}
          </Fieldset>
        ))}
        {block.key && <AddButtons room={block.key} />}
      </Section>
    );
  });
}

/** What the document does not have yet. */
function Foot() {
  const { offers, shape, readOnly } = useBench();
  if (readOnly || !offers.has("")) return null;
  if (shape.is === "named") return <AddButtons room="" />;
  return (
    <Section title={w.settings.foot}>
      <AddButtons room="" />
    </Section>
  );
}

function offersBy(source: string, shape: Shape, blocks: readonly Block[]): Map<string, Offer[]> {
  const keys = blocks.map(({ key }) => key);
  const rooms = new Map<string, Offer[]>();
  for (const offer of offersIn(plain(readDraft(source).source.root), shape)) {
    const room = roomOf(offer, keys);
    rooms.set(room, [...(rooms.get(room) ?? []), offer]);
  }
  return rooms;
}

export function Fields({ document, source, known, wrong, run, readOnly }: Props) {
  const shape = SHAPES[document];
  const leaves = useMemo(() => leavesOf(source), [source]);
  const blocks = useMemo(() => arranged(leaves ?? [], known), [leaves, known]);
  const offers = useMemo(() => offersBy(source, shape, blocks), [source, shape, blocks]);
  const below = (path: readonly string[]) =>
    (leaves ?? []).filter((leaf) => path.every((key, index) => leaf.path[index] === key));
  const adding = useAdding({ shape, run, countAt: (path) => below(path).length });
  if (leaves === null) return <Text c="dimmed">{w.settings.unreadable}</Text>;
  const { begin, remove } = adding;
  const bench: Bench = { document, shape, known, source, readOnly, wrong, offers, run, begin, remove };
  return (
    <BenchContext value={bench}>
      <div ref={adding.page}>
        <VisuallyHidden role="status">{adding.told}</VisuallyHidden>
        {leaves.length === 0 && <Text c="dimmed">{w.settings.none}</Text>}
        <Sections blocks={blocks} />
        <Foot />
      </div>
      <Dialogs bench={bench} adding={adding} below={below} />
    </BenchContext>
  );
}

interface DialogProps {
  bench: Bench;
  adding: ReturnType<typeof useAdding>;
  below: (path: readonly string[]) => readonly { path: readonly string[] }[];
}

function Dialogs({ bench: { document, shape, known, source }, adding, below }: DialogProps) {
  const { adding: offer, leaving, make, leave, stop } = adding;
  const added: Readonly<Record<string, string>> = w.settings.add[document];
  if (offer) {
    const { path } = offer;
    return (
      <AddThing
        offer={offer}
        title={added[placeOf(path, known)] ?? ""}
        taken={[...new Set(below(path).map((leaf) => leaf.path[path.length] ?? ""))]}
        onMake={(name, value) => make(offer, name, value)}
        onClose={stop}
      />
    );
  }
  if (!leaving) return null;
  const outcome = takeAway(readDraft(source), shape, leaving.path);
  return (
    <RemoveThing
      document={document}
      title={leaving.title}
      source={source}
      without={isRefused(outcome) ? source : outcome.text}
      onRemove={() => leave(leaving)}
      onClose={stop}
    />
  );
}
