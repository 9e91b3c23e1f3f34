// A journey drawn from the text that somebody asked for.
import { Text } from "@mantine/core";
import { useJourneyAsked } from "~/api/drafts";
import { Sketch } from "~/features/gallery/Sketch";
import { Broken, Rows } from "~/parts/States";
import { w } from "~/words";
import classes from "./Approvals.module.css";

interface Props {
  request: string;
  title: string;
  /** Of its messages, as they were when somebody asked. */
  subjects: Readonly<Record<string, string>> | undefined;
}

export default function JourneyPicture({ request, title, subjects }: Props) {
  const asked = useJourneyAsked(request);
  if (asked.isError) return <Broken error={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data) return <Rows rows={6} />;
  return (
    <>
      <Text fz={13} c="dimmed" pb="sm">
        {w.drafts.approvals.pictureText}
      </Text>
      <div className={classes.picture}>
        <Sketch source={asked.data.source} title={title} subjects={subjects} />
      </div>
    </>
  );
}
