import { expect, test } from "vitest";
import { wait } from "./definition";

test.each([
  [{ for: "2bd" }, "Wait *2 business days*"],
  [{ until: { before: "appointment.start", by: "26h" } }, "Wait until *26 hours before the visit*"],
  [
    { window: { days: "mon-fri", from: "08:00", to: "12:00" } },
    "Wait for the window *Mon–Fri, 08:00 to 12:00*",
  ],
  [{}, "Wait, but it does not say how long"],
])("says for how long: %j", (fields, sentence) => expect(wait.sentence(fields, "w")).toBe(sentence));
