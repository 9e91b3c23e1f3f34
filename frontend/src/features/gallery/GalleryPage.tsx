// The shipped journeys, each with what it is for and how it goes. Using one makes a draft and nothing else.
import { Button, Modal, Skeleton, VisuallyHidden } from "@mantine/core";
import { IconLanguage, IconPlus, IconTemplate } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useGallery, useOwnDrafts, useTemplateText } from "~/api/gallery";
import type { DraftLine, TemplateShown } from "~/api/generated/types";
import { useTitleOf } from "~/api/journeys";
import { useMay } from "~/api/session";
import { Page, Section } from "~/parts/Page";
import { Broken, Empty, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { BeginDialog } from "./BeginDialog";
import classes from "./Gallery.module.css";
import { Sketch } from "./Sketch";

function Picture({ template, whole = false }: { template: TemplateShown; whole?: boolean }) {
  const text = useTemplateText(template.slug);
  if (!text.data) return <Skeleton height={whole ? 400 : 180} radius={0} />;
  return (
    <div className={whole ? classes.whole : classes.picture}>
      <Sketch
        source={text.data.source}
        subjects={text.data.subjects}
        title={w.gallery.pictureOf(template.title)}
      />
    </div>
  );
}

function Card({ template, onUse }: { template: TemplateShown; onUse: () => void }) {
  const author = useMay("author");
  const [near, setNear] = useState(false);
  return (
    <li className={classes.card}>
      <div className={classes.frame}>
        {/* Too small to be read; whoever listens opens it. */}
        <div className={classes.faded} aria-hidden>
          <Picture template={template} />
        </div>
        <button
          type="button"
          className={classes.near}
          onClick={() => setNear(true)}
          aria-label={w.gallery.enlarge(template.title)}
        />
      </div>
      <div className={classes.about}>
        <h2>{template.title}</h2>
        <p>{template.purpose.replaceAll("`", "")}</p>
        <div className={classes.foot}>
          <span>
            {w.gallery.steps(template.steps)}
            <IconLanguage size={15} stroke={1.6} aria-hidden />
            {template.languages.map(languageWords).join(", ")}
          </span>
          {author && (
            <Button size="xs" variant="light" onClick={onUse}>
              {w.gallery.begin}
              <VisuallyHidden>{template.title}</VisuallyHidden>
            </Button>
          )}
        </div>
      </div>
      <Modal opened={near} onClose={() => setNear(false)} title={template.title} size="min(1240px, 94vw)">
        <Picture template={template} whole />
      </Modal>
    </li>
  );
}

/** For whoever knows how it should go. */
function EmptyCard({ onBegin }: { onBegin: () => void }) {
  const words = w.gallery.empty;
  return (
    <li className={classes.card} data-empty>
      <div className={classes.blank} aria-hidden>
        <i />
        <IconPlus size={20} stroke={1.6} />
        <i />
      </div>
      <div className={classes.about}>
        <h2>{words.title}</h2>
        <p>{words.purpose}</p>
        <div className={classes.foot}>
          <span />
          <Button size="xs" onClick={onBegin}>
            {words.begin}
          </Button>
        </div>
      </div>
    </li>
  );
}

function Part({ journey, updated_at }: DraftLine) {
  return (
    <Link className={classes.part} href={`/journeys/${journey}`}>
      {useTitleOf(journey)}
      <small>
        <When at={updated_at} relative />
      </small>
    </Link>
  );
}

function Drafts() {
  const drafts = useOwnDrafts().data ?? [];
  if (drafts.length === 0) return null;
  return (
    <Section title={w.gallery.drafts}>
      <ul className={`${classes.parts} ${classes.above}`}>
        {drafts.map((draft) => (
          <li key={draft.journey}>
            <Part {...draft} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default function GalleryPage() {
  const gallery = useGallery();
  const drafts = useOwnDrafts();
  const author = useMay("author");
  const [chosen, setChosen] = useState<TemplateShown | "empty" | null>(null);
  const content = () => {
    if (gallery.data === undefined && gallery.isError) {
      return <Broken error={gallery.error} again={() => void gallery.refetch()} />;
    }
    // What stands above comes with it: nothing is pushed down afterwards.
    if (gallery.data === undefined || drafts.isPending) return <Rows rows={3} height={240} />;
    if (gallery.data.items.length === 0 && !author) {
      return (
        <Empty icon={IconTemplate} title={w.gallery.none}>
          {w.gallery.noneHelp}
        </Empty>
      );
    }
    return (
      <>
        <Drafts />
        <ul className={classes.grid}>
          {author && <EmptyCard onBegin={() => setChosen("empty")} />}
          {gallery.data.items.map((template) => (
            <Card key={template.slug} template={template} onUse={() => setChosen(template)} />
          ))}
        </ul>
      </>
    );
  };
  return (
    <Page title={w.gallery.title} sentence={w.gallery.sentence}>
      {content()}
      {chosen && (
        <BeginDialog template={chosen === "empty" ? null : chosen} onClose={() => setChosen(null)} />
      )}
    </Page>
  );
}
