// A journey that is new, all of it: what it is about, who enters, its steps in their words, its messages.
import { ScrollArea } from "@mantine/core";
import type { ReactNode } from "react";
import type { FieldChange, JourneyChange, StepChange } from "~/api/drafts";
import { allOf, w } from "~/words";
import { type Titles, titlesIn } from "../model/titles";
import { definitionOf } from "../steps/definitions";
import { casesTold, fieldTold, placeWords, stepSays, type Told, titleIn } from "./changeWords";
import { MessageName } from "./MessageName";
import classes from "./Publishing.module.css";

const Line = ({ told: { label, after } }: { told: Told }) => (
  <>
    {label}: {after}
  </>
);

/** Under their heading the ways in need not say again that they are ways in, unless there are several. */
function factTold(fact: FieldChange): Told {
  const [, inner] = /^enroll (\D\S*)$/.exec(fact.field) ?? [];
  return inner ? fieldTold("enroll", { ...fact, field: inner }) : fieldTold("journey", fact);
}

function Facts({ title, facts }: { title: string; facts: FieldChange[] }) {
  if (facts.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {facts.map((fact) => (
          <li key={fact.field}>
            <Line told={factTold(fact)} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h4>{title}</h4>
    {children}
  </section>
);

function Step({ step, titles }: { step: StepChange; titles: Titles }) {
  const place = placeWords(step);
  const says = stepSays(step, titles);
  return (
    <li>
      <b>{definitionOf(step.kind).name}</b> <code>{step.id}</code>
      {place && <small> {w.drafts.publish.whole.within(place)}</small>}
      {says && <span>{says}</span>}
      {casesTold(step).map((told) => (
        <span key={told.label}>
          <Line told={told} />
        </span>
      ))}
    </li>
  );
}

export function NewJourney({ change }: { change: JourneyChange }) {
  const words = w.drafts.publish.whole;
  const { changes = [], steps = [], messages = [], subjects } = change;
  const titles = titlesIn(subjects);
  const enters = changes.filter(({ field }) => /^enroll\b/.test(field));
  const about = changes.filter((one) => one.field !== "title" && !enters.includes(one));
  return (
    <ScrollArea.Autosize
      mah={360}
      className={classes.frame}
      classNames={{ content: classes.whole }}
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": words.title(titleIn(change)) }}
    >
      <p>
        <b>{words.title(titleIn(change))}</b> <code>{change.slug}</code>
      </p>
      <Facts title={words.enters} facts={enters} />
      {steps.length > 0 && (
        <Part title={words.steps(steps.length)}>
          <ol>
            {steps.map((step) => (
              <Step key={step.id} step={step} titles={titles} />
            ))}
          </ol>
        </Part>
      )}
      {messages.length > 0 && (
        <Part title={words.messages(messages.length)}>
          <ul>
            {messages.map(({ name, sent_by = [] }) => (
              <li key={name}>
                <MessageName name={name} titles={titles} />{" "}
                {sent_by.length > 0 && <small>{words.sentBy(allOf(sent_by))}</small>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Facts title={words.about} facts={about} />
    </ScrollArea.Autosize>
  );
}
