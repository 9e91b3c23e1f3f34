// Beginning: the gallery, a draft that was never published, its messages.
import { many } from "../forms";

export const gallery = {
  place: "Gallery",
  title: "Begin a journey",
  sentence:
    "Journeys that are ready to be made yours. Choose one: it becomes a draft, and nobody gets anything.",
  steps: (count: number) => many(count, { one: "# step", other: "# steps" }),
  pictureOf: (title: string) => `How “${title}” goes`,
  begin: "Use this",
  enlarge: (title: string) => `Look closer at “${title}”`,
  drafts: "Drafts",
  none: "The gallery is empty",
  noneHelp: "Careloom was installed without the journeys it is shipped with.",
  dialog: {
    title: (title: string) => `Begin with “${title}”`,
    name: "What you call it",
    slug: "Name of its folder",
    slugHelp: "Small letters, digits and hyphens, such as visit-reminder. It stays.",
    slugOdd: "Small letters, digits and hyphens; a letter first.",
    owner: "Team that answers for it",
    ownerHelp: "Colleagues see it on the journey. A team stays when people go.",
    ownerOdd: "A team, not somebody's e-mail address.",
    make: "Make the draft",
    cancel: "Not now",
  },
  empty: {
    title: "An empty canvas",
    purpose: "When you know how it should go. You draw it step by step, and see at once what is missing.",
    begin: "Begin empty",
  },
  draft: {
    lead: "What people will read. This is your draft: nobody gets anything before it is published.",
    back: (title: string) => `Back to ${title}`,
    messagesOf: (title: string) => `Messages of ${title}`,
    noMessages: "No messages yet",
    noMessagesHelp: "Each message that this journey sends will stand here. Write the first one.",
    forms: "Forms",
    noForms:
      "A form asks people something in the portal, and the journey goes on by their answers. There is none here yet.",
  },
};
