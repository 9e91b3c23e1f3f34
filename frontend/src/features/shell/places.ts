// The places of the house, for the navigation and the palette alike.
import {
  IconChecklist,
  IconChecks,
  IconInbox,
  IconLayoutDashboard,
  IconMail,
  IconMailbox,
  IconMailOff,
  IconMap2,
  type IconProps,
  IconRoute,
  IconSettings,
  IconTemplate,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Role } from "~/api/types";
import { w } from "~/words";

export interface Place {
  to: string;
  word: string;
  icon: ComponentType<IconProps>;
  /** The least role that may enter; none means every signed-in account. Who lists people is an operator. */
  role?: Role;
  embeddedOnly?: boolean;
}

const { places } = w.shell;

export const PLACES: Place[] = [
  { to: "/", word: places.overview, icon: IconLayoutDashboard },
  { to: "/journeys", word: places.journeys, icon: IconRoute },
  { to: "/gallery", word: w.gallery.place, icon: IconTemplate },
  { to: "/map", word: w.map.title, icon: IconMap2 },
  { to: "/people", word: places.people, icon: IconUsers, role: "operator" },
  { to: "/messages", word: places.messages, icon: IconMail, role: "operator" },
  { to: "/approvals", word: w.drafts.approvals.title, icon: IconChecks },
  { to: "/tasks", word: places.tasks, icon: IconChecklist, role: "operator" },
  { to: "/events", word: places.events, icon: IconInbox, role: "operator" },
  { to: "/dead-letters", word: places.deadLetters, icon: IconMailOff },
  { to: "/settings", word: w.settings.place, icon: IconSettings },
  { to: "/mailbox", word: places.mailbox, icon: IconMailbox, role: "operator", embeddedOnly: true },
];
