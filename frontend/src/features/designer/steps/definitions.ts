// Every kind of step, by the word that starts it in the text.
import { w } from "~/words";
import { await_ } from "./await_/definition";
import { branch } from "./branch/definition";
import { call } from "./call/definition";
import { noChips, noPaths, type StepDefinition } from "./definition";
import { exit } from "./exit/definition";
import { form } from "./form/definition";
import { repeat } from "./repeat/definition";
import { send } from "./send/definition";
import { split } from "./split/definition";
import { task } from "./task/definition";
import { update } from "./update/definition";
import { wait } from "./wait/definition";

const ALL = [send, wait, await_, branch, split, repeat, update, task, call, form, exit];

const BY_KIND = new Map(ALL.map((definition) => [definition.kind, definition]));

/** A kind this designer does not know is still drawn, and says so. */
const unknown = (kind: string): StepDefinition => ({
  kind,
  name: kind || w.steps.unknown.name,
  paths: noPaths,
  sentence: () => w.steps.unknown.sentence(kind || w.steps.unknown.none),
  chips: noChips,
  facts: () => [],
});

export const definitionOf = (kind: string): StepDefinition => BY_KIND.get(kind) ?? unknown(kind);

export const kinds = ALL.map((definition) => definition.kind);
