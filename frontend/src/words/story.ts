// One line of somebody's story by its codes; what has no words here is told as the server tells it.
import type { TimelineItem } from "~/api/types";
import { w } from ".";
import { lookUp, methodOf, outcomeWords, plainCode, reasonWords } from "./reasons";

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function messageTitle({ code, about }: TimelineItem): string | undefined {
  const { messages, how } = w.story;
  const method = methodOf(about);
  if (code === "sent") return messages.sent(method ? how[method] : plainCode(about));
  if (code === "blocked" || code === "failed") return messages[code](lower(reasonWords(about)));
  return lookUp(messages, code);
}

function stepTitle({ code, step }: TimelineItem): string | undefined {
  const [what = "", why = ""] = code.split(":");
  const told =
    what === "skipped" || what === "failed"
      ? w.story[what](lower(reasonWords(why)))
      : (lookUp(w.story.steps, what) ?? lookUp(w.story.events, code) ?? lookUp(w.story.answers, code));
  return told && `${plainCode(step)}: ${lower(told)}`;
}

function told(item: TimelineItem): string | undefined {
  const { kind, code, about } = item;
  if (kind === "event") return lookUp(w.story.events, code);
  if (kind === "engagement") return lookUp(w.story.answers, code);
  if (kind === "enrolled") return about && w.story.enrolled(about);
  if (kind === "left") return about && w.story.left(about);
  if (kind === "message") return messageTitle(item);
  if (kind === "step") return stepTitle(item);
  const topic = about ? lower(plainCode(about)) : w.story.everything;
  return code === "wants" ? w.story.wants(topic) : code === "wants-not" ? w.story.wantsNot(topic) : undefined;
}

export const storyTitle = (item: TimelineItem): string => told(item) || item.title;

export const storyDetail = (item: TimelineItem): string =>
  item.kind === "left" && item.code ? outcomeWords(item.code) : item.detail;
