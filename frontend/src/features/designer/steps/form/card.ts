// How a step of this kind is marked on its card.
export { IconForms as icon } from "@tabler/icons-react";
