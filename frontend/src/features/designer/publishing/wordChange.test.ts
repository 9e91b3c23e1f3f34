import fc from "fast-check";
import { expect, test } from "vitest";
import { between } from "./wordChange";

test("a word that was exchanged is told between the words around it", () => {
  const text = (day: string) => `Please come to us on ${day} or call us before.`;
  expect(between(text("Monday"), text("Tuesday"))).toEqual({
    head: "Please come to us on ",
    before: "Monday ",
    after: "Tuesday ",
    tail: "or call us before.",
  });
});

test("a sentence that was added stands alone", () => {
  const text = (more: string) => `Bring your card and your glasses. ${more}See you soon.`;
  const found = between(text(""), text("Park behind the house. "));
  expect(found).toMatchObject({ before: "", after: "Park behind the house. " });
});

test("texts that share few words are told whole", () => {
  expect(between("26 hours before the appointment", "30 hours before the appointment")).toBeNull();
});

test("put together again, the parts are both texts, letter for letter", () => {
  const text = fc.array(fc.constantFrom("a ", "b ", "c", " ", "d. ")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = between(before, after);
      if (!found) return;
      expect(found.head + found.before + found.tail).toBe(before);
      expect(found.head + found.after + found.tail).toBe(after);
    }),
  );
});
