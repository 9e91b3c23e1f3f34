// Lines of a played story in words. Pure.
import type { Line } from "~/api/generated/types";
import { w } from "~/words";
import { plainCode, reasonWords } from "~/words/reasons";

export const doesWords = (event: string): string => w.play.does[event] ?? plainCode(event);

/** The way somebody went: an event, the name of a case, or one of the words the runtime has for it. */
export function wayWords(way: string): string {
  const known: Record<string, string> = {
    timeout: w.play.timeout,
    otherwise: w.play.otherwise,
    unknown: w.play.unknownWay,
  };
  const name = way.replace(/^(case|event|path):/, "");
  return known[name] ?? w.play.does[name]?.toLowerCase() ?? name.replace(/[-_]/g, " ");
}

export function lineWords(line: Line, sends: boolean): string {
  const { lines } = w.play;
  const why = reasonWords(line.reason).toLowerCase();
  switch (line.kind) {
    case "event":
      return doesWords(line.id);
    case "enter":
      return lines.enter;
    case "refused":
      return lines.refused(why);
    case "send":
      return lines.send(line.id, line.subject);
    case "skip":
      return (sends ? lines.skip : lines.passed)(line.id, why);
    case "fail":
    case "later":
      return lines[line.kind](line.id, why);
    case "wait":
    case "update":
    case "call":
      return lines[line.kind](line.id);
    case "goal":
      return lines.goal(doesWords(line.id).toLowerCase());
    case "exit":
      return lines.exit(wayWords(line.id));
    case "set-aside":
      return lines["set-aside"](plainCode(line.id).toLowerCase());
    case "await":
    case "branch":
    case "split":
    case "repeat":
    case "task":
    case "form":
      return lines[line.kind](line.id, wayWords(line.way));
  }
  return `${plainCode(line.kind)} ${line.id}`;
}
