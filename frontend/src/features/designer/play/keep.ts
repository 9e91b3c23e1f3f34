// What was played, as a scenario that will be held against every later version. Pure.
import type { Line, Simulated } from "~/api/generated/types";
import { localMoment } from "./moments";
import { linesUntil } from "./path";
import type { Facts, Scenario } from "./scenario";

const WITH_WAY = new Set(["await", "branch", "split", "task", "form"]);
const TIMED = new Set(["send", "goal"]);
const EXPECTED = new Set(["send", "skip", "fail", "goal", "exit", ...WITH_WAY]);

function expectation(line: Line, zone: string): Facts {
  return {
    [line.kind]: line.id,
    ...(TIMED.has(line.kind) ? { at: localMoment(line.at, zone).slice(0, 16) } : {}),
    ...(WITH_WAY.has(line.kind) && line.way ? { way: line.way } : {}),
    ...((line.kind === "skip" || line.kind === "fail") && line.reason ? { reason: line.reason } : {}),
    ...(line.kind === "send" && line.language ? { language: line.language } : {}),
  };
}

/** What had happened by `at` is what is expected from now on. */
export function asScenario(played: Scenario, name: string, story: Simulated, at: number): Scenario {
  const told = linesUntil(story, at).filter((line) => EXPECTED.has(line.kind));
  const over = at >= story.ended;
  return {
    ...played,
    name,
    ...(over ? {} : { until: localMoment(at, story.zone) }),
    expect: told.map((line) => expectation(line, story.zone)),
  };
}
