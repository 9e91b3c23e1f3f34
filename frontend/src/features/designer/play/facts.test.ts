// What an invented person can be told to have.
import { expect, test } from "vitest";
import { readJourney } from "../model/read";
import { askedFacts, toldOf, withFacts } from "./facts";

const FIELDS = [
  { name: "appointment.kind", type: "string", data_class: "clinical" },
  { name: "appointment.start", type: "timestamp", data_class: "identifier" },
  { name: "patient.age", type: "int", data_class: "demographic" },
  { name: "patient.tags", type: "list(string)", data_class: "operational" },
  { name: "prescription.active", type: "bool", data_class: "clinical" },
];

const reading = readJourney(`journey: asks
title: Asks
enroll:
  on: appointment.booked
  when: patient.age >= 18 && appointment.start > now
steps:
  - branch: which
    cases:
      - name: by video
        when: appointment.kind == 'telehealth' || appointment.kind in ["video", "phone"]
        steps:
          - branch: inner
            cases:
              - name: takes it
                when: prescription.active && 'patient.tags' != ''
                steps: []
`);

if (!reading.document) throw new Error("the example is no journey");
const asked = askedFacts(reading.document, FIELDS);

test("every field that a condition reads is asked for once, with the words it is compared to", () => {
  expect(asked).toEqual([
    { name: "patient.age", type: "int", words: [] },
    { name: "appointment.kind", type: "string", words: ["telehealth", "video", "phone"] },
    { name: "prescription.active", type: "bool", words: [] },
  ]);
});

test("what is told becomes a fact of its type, and what is left empty is not known", () => {
  const told = { "patient.age": "44", "appointment.kind": " ", "prescription.active": "true" };
  const person = { name: "Ana", patient: { first_name: "Ana" }, appointment: { kind: "office", start: "x" } };
  expect(withFacts(person, asked, told)).toEqual({
    name: "Ana",
    patient: { first_name: "Ana", age: 44 },
    appointment: { start: "x" },
    prescription: { active: true },
  });
});

test("somebody like a person of the file begins with what that person has", () => {
  const like = { name: "Ben", appointment: { kind: "office" } };
  expect(toldOf(asked, like)).toEqual({
    "patient.age": "",
    "appointment.kind": "office",
    "prescription.active": "",
  });
});
