// How a step of this kind is marked on its card.
export { IconArrowsSplit2 as icon } from "@tabler/icons-react";
