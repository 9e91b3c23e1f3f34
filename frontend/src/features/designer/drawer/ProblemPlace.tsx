// Where a problem stands, as a way there: into the text of the journey, or to the page of its message or form.
import { UnstyledButton } from "@mantine/core";
import { Link } from "wouter";
import type { Problem } from "~/api/types";
import { fromStep } from "~/features/gallery/cameFrom";
import { w } from "~/words";
import { languageWords } from "~/words/reasons";
import { isOwn } from "../model/problems";
import { useDesigner, useStore } from "../store";
import classes from "./Drawer.module.css";

const DOCUMENT = /(?:^|\/)(organization|dictionary|segments|consents)\.yaml$/;

/** The page of the message or the form, where the problem lies in one of this journey's; of a message, the place too. */
function pageOf({ path, line, column }: Problem, step: string | null): string | null {
  const [, slug, message, form] =
    /(?:^|\/)([a-z0-9-]+)\/(?:messages\/([^/]+\.mjml)|forms\/([^/]+)\.yaml)$/.exec(path) ?? [];
  if (message)
    return `/drafts/${slug}/messages/${message}?line=${line}&column=${column}${fromStep(step, "&")}`;
  if (form) return `/drafts/${slug}/forms/${form}${fromStep(step)}`;
  const document = DOCUMENT.exec(path)?.[1];
  return document ? `/settings/${document}` : null;
}

const IN_JOURNEY =
  /^.*\/(?=(?:messages|forms)\/|(?:scenarios|organization|dictionary|segments|consents)\.yaml$)/;

function titleOf(page: string): string {
  if (page.startsWith("/settings")) return w.drawer.inSettings;
  if (page.includes("/forms/")) return w.questions.inForm;
  const [, language] = /\.([a-z]{2})(?:\.[^/?]+)?\.mjml/.exec(page) ?? [];
  return language ? `${w.drawer.inMessage} (${languageWords(language)})` : w.drawer.inMessage;
}

interface Props {
  problem: Problem;
  /** Beside a form: where it leads, not at which line it is. */
  plain?: boolean;
}

export function ProblemPlace({ problem, plain = false }: Props) {
  const store = useStore();
  const { selected } = useDesigner();
  const { path, line, column } = problem;
  const page = isOwn(problem) ? null : pageOf(problem, selected);
  // Which journey's it is goes without saying where it is this one's.
  const file = page || problem.scenario ? path.replace(IN_JOURNEY, "") : path;
  const place = w.drawer.place(isOwn(problem) ? "" : file, line, column);
  if (page)
    return (
      <Link href={page} className={classes.goTo} title={titleOf(page)}>
        {plain ? titleOf(page) : place}
      </Link>
    );
  if (!isOwn(problem)) return <span>{place}</span>;
  return (
    <UnstyledButton
      className={classes.goTo}
      title={w.drawer.inText}
      onClick={() => store.goToLine(line, column)}
    >
      {plain ? w.drawer.inText : place}
    </UnstyledButton>
  );
}
