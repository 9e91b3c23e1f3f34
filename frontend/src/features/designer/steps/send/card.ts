// How a step of this kind is marked on its card.
export { IconMail as icon } from "@tabler/icons-react";
