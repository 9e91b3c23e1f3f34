// How a step of this kind is marked on its card.
export { IconDoorExit as icon } from "@tabler/icons-react";
