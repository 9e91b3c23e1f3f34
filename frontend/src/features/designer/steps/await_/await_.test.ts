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
