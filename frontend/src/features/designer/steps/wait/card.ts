// How a step of this kind is marked on its card.
export { IconHourglass as icon } from "@tabler/icons-react";
