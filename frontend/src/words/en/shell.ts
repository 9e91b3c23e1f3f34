// The house around every page: places, account, palette, clock.
export const shell = {
  places: {
    nav: "Places",
    overview: "Overview",
    journeys: "Journeys",
    people: "People",
    messages: "Messages",
    tasks: "Tasks",
    events: "Events",
    deadLetters: "Dead letters",
    mailbox: "Mailbox",
  },
  home: "Careloom, overview",
  skip: "Skip to the page",
  skipToRiver: "Skip to the picture of the journey",
  skipToForm: "Skip to the form of the step",
  find: "Find",
  findAnything: "Find anything (Ctrl K)",
  offline:
    "You are offline. What you see may be old; you can read and edit on. What you write is kept in this window and saved when the line is back.",
  gone: "The server cannot be reached. What you see may be old; you can read and edit on. What you write is kept in this window and saved as soon as the server answers again.",
  account: {
    of: (name: string) => `Account of ${name}`,
    light: "Light",
    dark: "Dark",
    system: "As the system",
    language: "Language",
    chosen: "chosen",
    signOut: "Sign out",
    roles: { viewer: "viewer", author: "author", operator: "operator", admin: "administrator" },
  },
  palette: {
    journey: (slug: string) => `Journey · ${slug}`,
    scheme: "Switch between light and dark",
    nothing: "Nothing here goes by that name",
    placeholder: "Go to a place or a journey",
  },
};
