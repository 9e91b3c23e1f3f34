// The map of all journeys.
import { many } from "~/words/forms";

export const map = {
  title: "Map",
  lead: "All journeys together: how people come in, whom they share, and how much mail people get of all of them.",
  few: "< 11",
  fewWords: "fewer than eleven people",
  emptyTitle: "No journey runs yet",
  empty: "Published journeys appear here with what lets people in and whom they share.",
  triggers: "What lets people in",
  journeys: "Journeys",
  bySchedule: (name: string) => `Segment “${name}”, by schedule`,
  byHand: "Named by staff or another system",
  inside: (people: string) => `${people} inside`,
  mails: (count: number) => many(count, { one: "# mail in 7 days", other: "# mails in 7 days" }),
  shared: "People in two journeys at once",
  sharedLead: "They get mail from both. Choose a journey to see its neighbours.",
  sharedNone: "Nobody is in two journeys now.",
  and: (one: string, other: string) => `${one} and ${other}`,
  load: "Mails to one person in 7 days",
  loadLead: "From all journeys together.",
  loadNone: "No mail was sent in the last 7 days.",
  bar: (mails: number) => many(mails, { one: "# mail", other: "# mails" }),
  lastBar: (mails: number) => `${mails} or more`,
  budget: (count: number, days: number) => `The budget is ${count} mails in ${days} days; further ones wait.`,
  noBudget: "organization.yaml sets no budget.",
  over: "over the budget",
};
