// Pieces that stand on many pages, and what went wrong when asking the server.
export const parts = {
  undo: "Undo",
  redo: "Redo",
  again: "Try again",
  loading: "Loading",
  more: "Show more",
  earlier: "Show earlier",
  cancel: "Cancel",
  close: "Close",
  notFound: "Not found",
  nowhere: {
    title: "There is no such page",
    text: "The address may have a slip in it. Everything is reached from the list on the left, or with Ctrl K.",
  },
  clock: {
    now: (time: string, rate: string) => `A paced clock: at this clinic it is <b>${time}</b>, and ${rate}.`,
    seconds: (count: number) => `one day passes in ${count} seconds`,
    minutes: (count: number) => `one day passes in ${count} minutes`,
    times: (rate: string) => `time runs ${rate} times as fast`,
  },
};

type Told = { title: string; detail: string };

export const problems = {
  byStatus: {
    401: { title: "You are signed out", detail: "Sign in again to go on; nothing was changed." },
    403: { title: "Your role may not do this", detail: "Ask an administrator if you should be able to." },
    404: { title: "This is not here", detail: "It may have been removed, or the address has a slip in it." },
    409: { title: "The world moved meanwhile", detail: "Look at what is there now, then try again." },
    412: { title: "Someone else saved first", detail: "Take their version in before you publish yours." },
    413: { title: "This is too large", detail: "The server does not take more than it can check." },
    422: { title: "This cannot be taken as it is", detail: "The reasons are listed below." },
    428: { title: "This page is out of date", detail: "Load it again, then repeat what you did." },
    429: { title: "Too many tries", detail: "Wait a minute, then try again." },
    503: { title: "A part is down", detail: "Nothing is lost; it goes on when the part is back." },
  } as Record<number, Told>,
  other: { title: "The server could not answer", detail: "Try again in a moment." },
  unreachable: {
    title: "The server cannot be reached",
    detail: "Patients are still served if the worker runs. This window tries again by itself.",
  },
  unanswered: {
    title: "The server did not answer",
    detail:
      "Perhaps it was done, perhaps not. What you wrote is still here: look again when the line is back.",
  },
  unreadable: { title: "The server gave an answer this window cannot read", detail: "Load the page again." },
  unexpected: { title: "Something went wrong in this window", detail: "Load the page again." },
};
