// One line of somebody's story by its codes: here alone it is put into words. An unknown code is shown, never hidden.
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

/** What became of a step: a way by its name, an event, how somebody left, or a word of the runtime. */
function stepWords(code: string): string {
  const [what = "", why = ""] = code.split(":");
  if (what === "skipped" || what === "failed") return w.story[what](lower(reasonWords(why)));
  if (why && what !== "updated") return outcomeWords(code);
  return lookUp(w.story.steps, what) ?? eventWords(code) ?? plainCode(code);
}

export const eventWords = (code: string): string | undefined =>
  lookUp(w.story.events, code) ?? lookUp(w.story.answers, code);

function told({ kind, code, about, step }: TimelineItem): string | undefined {
  switch (kind) {
    case "event":
    case "engagement":
      return eventWords(code);
    case "enrolled":
    case "left":
      return w.story[kind](about);
    case "step":
      return `${plainCode(step)}: ${lower(stepWords(code))}`;
    case "consent": {
      const topic = about ? lower(plainCode(about)) : w.story.everything;
      return code === "wants" ? w.story.wants(topic) : w.story.wantsNot(topic);
    }
  }
}

export const storyTitle = (item: TimelineItem): string =>
  (item.kind === "message" ? messageTitle(item) : told(item)) ?? plainCode(item.code);

export const storyDetail = (item: TimelineItem): string =>
  item.kind === "left" && item.code ? outcomeWords(item.code) : item.note;
