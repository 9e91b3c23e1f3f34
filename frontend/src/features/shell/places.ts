// The places of the house, for the navigation and the palette alike.
import {
  IconChecklist,
  IconInbox,
  IconLayoutDashboard,
  IconMail,
  IconMailbox,
  IconMailOff,
  type IconProps,
  IconRoute,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Role } from "~/api/types";

export interface Place {
  to: string;
  word: string;
  icon: ComponentType<IconProps>;
  /** The least role that may enter; none means every signed-in account. */
  role?: Role;
  embeddedOnly?: boolean;
}

export const PLACES: Place[] = [
  { to: "/", word: "Overview", icon: IconLayoutDashboard },
  { to: "/journeys", word: "Journeys", icon: IconRoute },
  { to: "/people", word: "People", icon: IconUsers, role: "operator" },
  { to: "/messages", word: "Messages", icon: IconMail },
  { to: "/tasks", word: "Tasks", icon: IconChecklist },
  { to: "/events", word: "Events", icon: IconInbox },
  { to: "/dead-letters", word: "Dead letters", icon: IconMailOff },
  { to: "/mailbox", word: "Mailbox", icon: IconMailbox, embeddedOnly: true },
];
