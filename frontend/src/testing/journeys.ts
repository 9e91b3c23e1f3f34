// Journeys for tests: a whole one by hand, and random ones of any shape.
import * as fc from "fast-check";

export const VISIT_REMINDER = `journey: visit-reminder
title: Visit reminder
purpose: treatment   # why we write
owner: access-team

enroll:
  on: appointment.booked
  when: appointment.start - now > duration('3h') && appointment.kind != 'telehealth'
  once_per: appointment

exit:
  - on: appointment.cancelled
goal:
  on: appointment.completed

steps:
  - send: week-ahead
    message: reminder
    at: {before: appointment.start, by: 7d, clock: "10:00", if_past: skip}

  - branch: how-did-they-react
    cases:
      - name: confirmed
        when: confirmed()
        steps:
          - exit: confirmed
      - name: never looked
        when: '!engaged("week-ahead")'
        steps:
          - send: day-before
            message: reminder-strong
    otherwise:
      - wait: a-while
        for: 2bd

  - await: after-visit
    for: [appointment.completed, appointment.no_show]
    timeout: {after: appointment.end, by: 3d}
    on:
      appointment.no_show:
        - send: missed-you
          message: rebook
    on_timeout:
      - exit: unknown-outcome
`;

/** Steps as lines of YAML at a depth; every id is unique by its place in the sequence of draws. */
type Draw = (indent: string, id: () => string) => string;

const leaf = fc.constantFrom<Draw>(
  (indent, id) => `${indent}- send: ${id()}\n${indent}  message: note\n`,
  (indent, id) => `${indent}- wait: ${id()}\n${indent}  for: 3d\n`,
  (indent, id) => `${indent}- update: ${id()}\n${indent}  tag: seen\n`,
  (indent, id) => `${indent}- exit: ${id()}\n`,
);

const list =
  (steps: Draw[]): Draw =>
  (indent, id) =>
    steps.map((step) => step(indent, id)).join("");

const { sequence } = fc.letrec<{ step: Draw; sequence: Draw }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map(
      (bodies): Draw =>
        (indent, id) =>
          `${indent}- branch: ${id()}\n${indent}  cases:\n${bodies
            .map(
              (body, index) =>
                `${indent}    - name: case ${index}\n${indent}      steps:\n${body(`${indent}        `, id)}`,
            )
            .join("")}`,
    ),
    tie("sequence").map(
      (body): Draw =>
        (indent, id) =>
          `${indent}- repeat: ${id()}\n${indent}  every: 7d\n${indent}  at_most: 3\n${indent}  steps:\n${body(`${indent}    `, id)}`,
    ),
    fc.tuple(tie("sequence"), tie("sequence")).map(
      ([on, timeout]): Draw =>
        (indent, id) =>
          `${indent}- await: ${id()}\n${indent}  for: [clicked, replied]\n${indent}  timeout: 2d\n${indent}  on:\n${indent}    clicked:\n${on(`${indent}      `, id)}${indent}  on_timeout:\n${timeout(`${indent}    `, id)}`,
    ),
    fc.tuple(tie("sequence"), tie("sequence")).map(
      ([one, two]): Draw =>
        (indent, id) =>
          `${indent}- split: ${id()}\n${indent}  paths:\n${indent}    a:\n${indent}      weight: 90\n${indent}      steps:\n${one(`${indent}        `, id)}${indent}    b:\n${indent}      weight: 10\n${indent}      steps:\n${two(`${indent}        `, id)}`,
    ),
  ),
  sequence: fc.array(tie("step"), { minLength: 1, maxLength: 3 }).map(list),
}));

/** The text of a random journey. */
export const randomJourney: fc.Arbitrary<string> = sequence.map((draw) => {
  let next = 0;
  const id = () => `s${next++}`;
  return `journey: random\nsteps:\n${draw("  ", id)}`;
});
