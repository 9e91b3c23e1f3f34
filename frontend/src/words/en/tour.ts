// The tour of the designer.

export const tour = {
  title: "A tour of the designer",
  offer: "New here? Five stops show you around.",
  begin: "Take the tour",
  notNow: "Not now",
  again: "Take the tour",
  count: (at: number, all: number) => `${at} of ${all}`,
  next: "Next",
  back: "Back",
  leave: "Leave the tour",
  end: "Done",
  stops: {
    river: {
      title: "The journey, from top to bottom",
      text: "People come in at the top and go down. Every card is a step and says in one sentence what it does. The + between two cards adds one.",
    },
    steps: {
      title: "Kinds of steps, and the outline",
      text: "Drag a kind onto the journey, or choose it. The outline is the same journey as a list, good for keyboards and screen readers.",
    },
    form: {
      title: "What a step says",
      text: "Choose a step and everything about it stands here, with what is wrong beside it. With nothing chosen it is about the journey itself.",
    },
    drawer: {
      title: "Problems, play, text, versions",
      text: "What the compiler finds, with fixes. Play sends somebody made up through; nothing can leave. YAML is the same journey as text.",
    },
    publish: {
      title: "Nothing happens until you publish",
      text: "Your draft saves itself, and only you see it. Publishing shows first what changes, for whom, and who has to approve it.",
    },
  },
};
