import { describe, expect, test } from "vitest";
import { many } from "./forms";
import { bytes, count } from "./numbers";
import { languageWords, methodWords, outcomeWords, reasonWords, subjectWords } from "./reasons";
import { ago, day, moment, zoneWords } from "./time";

const now = new Date("2026-03-03T12:00:00");

describe("words for people", () => {
  test("whose clock times are on is said by the name that people have for it", () => {
    expect(zoneWords("America/New_York")).toContain("Eastern Time");
    expect(zoneWords("UTC")).toContain("UTC");
  });

  test("a moment names day and time, and the year only when it is another", () => {
    expect(moment("2026-03-03T10:00:00", now)).toBe("Tue 3 Mar 10:00");
    expect(moment("2025-03-03T10:00:00", now)).toBe("Mon 3 Mar 2025 10:00");
    expect(day("2026-03-03T10:00:00", now)).toBe("Tue 3 Mar");
    expect(moment("no date")).toBe("");
    expect(moment(null)).toBe("");
  });

  test.each([
    ["2026-03-03T11:59:40", "just now"],
    ["2026-03-03T11:56:00", "4 min ago"],
    ["2026-03-03T15:00:00", "in 3 hr"],
    ["2026-03-05T12:00:00", "in 2 days"],
    ["2026-02-03T12:00:00", "Tue 3 Feb"],
  ])("%s is %s", (at, words) => expect(ago(at, now)).toBe(words));

  test("counts and sizes", () => {
    expect(count(12_345)).toBe("12,345");
    const forms = { one: "# journey", other: "# journeys" };
    expect(many(1, forms)).toBe("1 journey");
    expect(many(3, forms)).toBe("3 journeys");
    expect([bytes(512), bytes(2_400), bytes(21_400), bytes(3_200_000)]).toEqual([
      "512 B",
      "2.4 kB",
      "21 kB",
      "3.2 MB",
    ]);
  });

  test.each([
    ["completed", "Reached the end"],
    ["exit:appointment.cancelled", "Ended: visit cancelled"],
    ["left:asked-to-leave", "Taken out: asked to leave"],
    ["unknown-outcome", "Unknown outcome"],
  ])("who left as %s is told as %s", (outcome, words) => expect(outcomeWords(outcome)).toBe(words));

  test("gaps of a masked subject that touch are one gap", () => {
    expect(subjectWords("How are you…, ……?")).toBe("How are you…?");
    expect(subjectWords("Your visit is coming up")).toBe("Your visit is coming up");
  });

  test("codes become sentences, and unknown ones are still shown", () => {
    expect(reasonWords("opted-out")).toBe("They opted out of this topic");
    expect(reasonWords("some-new-code")).toBe("Some new code");
    expect(methodWords("smime")).toBe("S/MIME");
    expect(languageWords("es")).toBe("Spanish");
    expect(languageWords("not a tag")).toBe("not a tag");
  });
});
