// How a step of this kind is marked on its card.
export { IconWebhook as icon } from "@tabler/icons-react";
