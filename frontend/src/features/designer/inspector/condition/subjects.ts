// What a condition may ask about, and the names that go with it.
import { useMemo } from "react";
import { w } from "~/words";
import { eventWords, fieldWords } from "../../model/words";
import type { FieldType } from "../conditions/choices";
import { ASKED, type Asked, type Leaf } from "../conditions/rules";
import { useForm } from "../form/Form";
import { EVENTS } from "../schema/facts";

export interface Choice {
  value: string;
  label: string;
}

export interface Subjects {
  groups: { group: string; items: Choice[] }[];
  typeOf: (field: string) => FieldType | null;
  namesFor: (asked: Asked) => Choice[];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const subjectOf = (leaf: Leaf): string => (leaf.is === "call" ? `${leaf.name}()` : leaf.field);

export function useSubjects(current: readonly string[] = []): Subjects {
  const { vocabulary, steps } = useForm();
  return useMemo(() => {
    const types = new Map(vocabulary.fields.map(({ name, type }) => [name, type as FieldType]));
    const unknown = current.filter((name) => !types.has(name));
    const fields = [...types.keys(), ...new Set(unknown)].map((name) => ({
      value: name,
      label: `${capital(fieldWords(name))} (${name})`,
    }));
    const sends = steps.filter(({ kind }) => kind === "send").map(({ id }) => ({ value: id, label: id }));
    const titled = (entries: readonly { name: string; title?: string }[]) =>
      entries.map(({ name, title }) => ({ value: name, label: title ?? name }));
    const names: Record<string, Choice[]> = {
      has_consent: titled(vocabulary.topics),
      authorized: titled(vocabulary.authorizations),
      segment: titled(vocabulary.segments),
      happened: EVENTS.map((value) => ({ value, label: capital(eventWords(value)) })),
    };
    const calls = ASKED.map((name) => ({ value: `${name}()`, label: w.inspector.condition.asked[name] }));
    return {
      groups: [
        { group: w.inspector.condition.fields, items: fields },
        { group: w.inspector.condition.facts, items: calls },
      ],
      typeOf: (field) => types.get(field) ?? null,
      namesFor: (asked) => names[asked] ?? (asked === "confirmed" ? [] : sends),
    };
  }, [vocabulary, steps, current]);
}
