// What happened of late, as lines of a story: how many, what, where.
import { IconDoorEnter, IconMail, IconMailOff } from "@tabler/icons-react";
import type { Happening } from "~/api/types";
import type { Line } from "~/features/people/Timeline";
import { w } from "~/words";
import { methodOf, methodWords, plainCode, reasonWords } from "~/words/reasons";

const words = w.overview.happened;

const LOOKS = {
  entered: { icon: IconDoorEnter, tone: "neutral" },
  sent: { icon: IconMail, tone: "good" },
  held: { icon: IconMailOff, tone: "attention" },
} as const;

function title({ kind, code, people }: Happening): string {
  if (kind === "entered") return words.entered(people);
  if (kind === "held") return words.held(people, reasonWords(code).toLowerCase());
  const method = methodOf(code);
  return words.sent(people, method ? w.story.how[method] : methodWords(code) || plainCode(code));
}

export const lineOf = (one: Happening): Line => ({ ...one, ...LOOKS[one.kind], title: title(one) });
