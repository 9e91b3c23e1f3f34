// One stay at a step as a sentence. Pure.
import type { Stay } from "~/api/generated/types";
import { w } from "~/words";
import { methodWords, outcomeWords, reasonWords } from "~/words/reasons";
import { moment } from "~/words/time";
import { wayWords } from "../play/story";

/** Neighbouring gaps of a masked subject are one. */
const subjectOr = (title: string, id: string): string => title.replace(/(…[\s,]*)+…/g, "…") || id;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function ofSend(step: string, word: string, detail: string): string {
  const { stays } = w.watch.why;
  if (word === "sent") return stays.sent(step, methodWords(detail));
  if (word === "uncertain") return stays.uncertain(step);
  return stays.skipped(step, lower(reasonWords(detail)));
}

function ofBranch(step: string, outcome: string): string {
  const { stays } = w.watch.why;
  if (outcome === "otherwise") return stays.otherwise(step);
  return outcome === "unknown" ? stays.unknown(step) : stays.way(step, outcome);
}

/** As people call it, where it has such a name; its id otherwise. */
const nameOf = ({ title, step }: Stay): string => subjectOr(title, step);

export function stayWords(stay: Stay): string {
  const { stays } = w.watch.why;
  const { kind, outcome } = stay;
  const step = nameOf(stay);
  const [word = "", ...rest] = outcome.split(":");
  const detail = rest.join(":");
  if (outcome === "") return standingWords(stay);
  if (word === "exit" || word === "left" || word === "set-aside")
    return stays.ended(step, lower(outcomeWords(outcome)));
  if (word === "failed") return stays.failed(step, lower(reasonWords(detail)));
  if (kind === "send") return ofSend(step, word, detail);
  if (word === "skipped") return stays.passedBy(step, lower(reasonWords(detail)));
  switch (kind) {
    case "branch":
      return ofBranch(step, outcome);
    case "split":
      return stays.path(step, outcome);
    case "wait":
      return stays.waited(step);
    case "await":
      return outcome === "timeout" ? stays.timeout(step) : stays.heard(step, wayWords(outcome));
    case "update":
      return stays.updated(step);
    case "call":
      return stays.called(step);
    case "task":
    case "form":
      return stays[kind](step, wayWords(outcome));
    case "exit":
      return stays.exit(step);
  }
  return stays.other(step, wayWords(outcome));
}

function standingWords(stay: Stay): string {
  const { standing } = w.watch.why;
  const { phase, due_at, held } = stay;
  const step = nameOf(stay);
  if (held) return standing.held(step);
  if (phase === "waiting" && due_at) return standing.waiting(step, moment(due_at));
  if (phase === "awaiting" || phase === "offering" || phase === "assigning")
    return due_at ? standing.awaiting(step, moment(due_at)) : standing.open(step);
  return due_at ? standing.waiting(step, moment(due_at)) : standing.busy(step);
}
