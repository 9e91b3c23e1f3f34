// How a step of this kind is marked on its card.
export { IconPencil as icon } from "@tabler/icons-react";
