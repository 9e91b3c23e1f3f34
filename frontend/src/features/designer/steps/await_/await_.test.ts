import { expect, test } from "vitest";
import { await_ } from "./definition";

const fields = {
  for: ["appointment.completed", "appointment.no_show", "clicked"],
  timeout: { after: "appointment.end", by: "3d" },
  on: { "appointment.no_show": [] },
};

test("says what is awaited and until when", () => {
  expect(await_.sentence({ for: ["confirmed"], timeout: "2d" }, "a")).toBe(
    "Wait until *they confirm*, or after 2 days",
  );
});

test("events without steps of their own share a column; the clock always has one", () => {
  const paths = await_.paths({ fields, within: () => [] });
  expect(paths.map((path) => path.outcomes)).toEqual([
    ["appointment.completed", "clicked"],
    ["appointment.no_show"],
    ["timeout", "skipped"],
  ]);
  expect(paths[0]?.words).toBe("The visit took place or they follow a link");
  expect(paths.at(-1)).toMatchObject({
    words: "Nothing happened",
    detail: "3 days after the end of the visit",
  });
});

test("of several events that share a column, each may be given a way; steps can stand in the column of one alone", () => {
  expect(await_.ways?.(fields).map(({ at }) => at)).toEqual([
    ["on", "appointment.completed"],
    ["on", "clicked"],
  ]);
  const asked: (string | number)[][] = [];
  const within = (...keys: (string | number)[]) => {
    asked.push(keys);
    return [];
  };
  const one = { for: ["confirmed"], timeout: "2d" };
  expect(await_.paths({ fields: one, within })[0]?.words).toBe("They confirm");
  expect(asked).toContainEqual(["on", "confirmed"]);
  expect(await_.ways?.(one)).toEqual([]);
});
