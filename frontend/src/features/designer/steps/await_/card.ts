// How a step of this kind is marked on its card.
export { IconEar as icon } from "@tabler/icons-react";
