// How a step of this kind is marked on its card.
export { IconChecklist as icon } from "@tabler/icons-react";
