// A draft of one's own: its messages, what stands in the way, and publishing it.
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconForms, IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useDiscardOwn, useOwnDraft } from "~/api/gallery";
import { Page, Section } from "~/parts/Page";
import { Broken, Rows } from "~/parts/States";
import { When } from "~/parts/When";
import { w } from "~/words";
import classes from "./Gallery.module.css";
import { Publishing } from "./Publishing";
import { subjectOf, titleOf } from "./reading";

const words = w.gallery.draft;

function Messages({ slug, files }: { slug: string; files: Record<string, string> }) {
  const names = Object.keys(files).filter((name) => name.startsWith("messages/"));
  if (names.length === 0) return <Text c="dimmed">{words.noMessages}</Text>;
  return (
    <>
      <Text c="dimmed" mb={8}>
        {words.messagesHelp}
      </Text>
      <ul className={classes.parts}>
        {names.sort().map((name) => (
          <li key={name}>
            <Link className={classes.part} href={`/drafts/${slug}/${name}`}>
              <IconMail size={18} stroke={1.6} aria-hidden />
              {subjectOf(files[name] ?? "") || name}
              <small>{name.slice("messages/".length)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Discard({ slug }: { slug: string }) {
  const discard = useDiscardOwn(slug);
  const [sure, setSure] = useState(false);
  const [, go] = useLocation();
  const away = () =>
    discard.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: words.discarded });
        go("/gallery");
      },
    });
  if (!sure) {
    return (
      <Button variant="default" onClick={() => setSure(true)}>
        {words.discard}
      </Button>
    );
  }
  return (
    <Group gap={8}>
      <Button variant="default" onClick={() => setSure(false)}>
        {words.keep}
      </Button>
      <Button color="red" loading={discard.isPending} onClick={away}>
        {words.discardSure}
      </Button>
    </Group>
  );
}

export default function DraftPage({ slug }: { slug: string }) {
  const draft = useOwnDraft(slug);
  const shown = draft.data;
  if (shown === undefined) {
    return (
      <Page title={slug}>
        {draft.isError ? (
          <Broken error={draft.error} again={() => void draft.refetch()} />
        ) : (
          <Rows rows={5} />
        )}
      </Page>
    );
  }
  const forms = Object.keys(shown.files).filter((name) => name.startsWith("forms/"));
  return (
    <Page
      title={titleOf(shown.files["journey.yaml"] ?? "") || slug}
      sentence={words.lead}
      actions={shown.revision > 0 ? <Discard slug={slug} /> : undefined}
    >
      {shown.updated_at && (
        <Text c="dimmed" mb={24}>
          <When at={shown.updated_at} relative />
        </Text>
      )}
      <Section title={words.messages}>
        <Messages slug={slug} files={shown.files} />
      </Section>
      {forms.length > 0 && (
        <Section title={words.forms}>
          <ul className={classes.parts}>
            {forms.map((name) => (
              <li key={name} className={classes.part}>
                <IconForms size={18} stroke={1.6} aria-hidden />
                {name.slice("forms/".length)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.publish}>
        <Publishing slug={slug} revision={shown.revision} />
      </Section>
    </Page>
  );
}
