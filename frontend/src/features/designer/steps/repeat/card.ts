// How a step of this kind is marked on its card.
export { IconRepeat as icon } from "@tabler/icons-react";
