// How a step of this kind is marked on its card.
export { IconFlask as icon } from "@tabler/icons-react";
