// The house: navigation at the left, the clock's banner on top, the page.
import { VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useOpenMentions } from "~/api/drafts";
import { useNeeds } from "~/api/messages";
import { useInstallation, useMay, useSession } from "~/api/session";
import { allOf, w } from "~/words";
import { AccountMenu } from "./AccountMenu";
import { ClockBanner } from "./ClockBanner";
import { Logo } from "./Logo";
import { Offline } from "./Offline";
import { openPalette, Palette } from "./Palette";
import { PLACES, type Place } from "./places";
import classes from "./Shell.module.css";

export function usePlaces(): Place[] {
  const installation = useInstallation();
  const operator = useMay("operator");
  return PLACES.filter(
    (place) =>
      (place.role !== "operator" || operator) &&
      (!place.embeddedOnly || installation.data?.embedded === true),
  );
}

interface Waiting {
  count: number | undefined;
  /** What is counted, for those who do not see the number beside its place. */
  words?: (count: number) => string;
}

function NavItem({ place, waiting }: { place: Place; waiting?: Waiting }) {
  const count = waiting?.count ?? 0;
  const told = count > 0 ? waiting?.words?.(count) : undefined;
  const [location] = useLocation();
  const here = place.to === "/" ? location === "/" : location.startsWith(place.to);
  const Icon = place.icon;
  return (
    <Link
      href={place.to}
      className={classes.item}
      aria-current={here ? "page" : undefined}
      title={told ? `${place.word} · ${told}` : place.word}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className={classes.word}>{place.word}</span>
      {count > 0 && (
        <span className={classes.badge} aria-hidden={told ? true : undefined}>
          {count}
        </span>
      )}
      {told && <VisuallyHidden>, {told}</VisuallyHidden>}
    </Link>
  );
}

/** The keyboard goes there without the page scrolling, since the river moves by itself. */
function Skip({ to, children }: { to: string; children: ReactNode }) {
  const go = () => document.querySelector<HTMLElement>(to)?.focus({ preventScroll: true });
  return (
    <button type="button" className={classes.skip} onClick={go}>
      {children}
    </button>
  );
}

const DesignerSkips = () => (
  <>
    <Skip to="[data-ground]">{w.shell.skipToRiver}</Skip>
    <Skip to="[data-inspector]">{w.shell.skipToForm}</Skip>
  </>
);

export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  const installation = useInstallation();
  const needs = useNeeds().data;
  const mentions = useOpenMentions().data ?? 0;
  const approvals = needs?.approvals ?? 0;
  const { asksYou, mentioned } = w.drafts.approvals;
  const waiting: Record<string, Waiting> = {
    "/dead-letters": { count: needs?.dead_letters },
    "/tasks": { count: needs?.late_tasks, words: w.tasks.late },
    "/approvals": {
      count: approvals + mentions,
      words: () =>
        allOf([
          ...(approvals > 0 ? [asksYou(approvals)] : []),
          ...(mentions > 0 ? [mentioned(mentions)] : []),
        ]),
    },
  };
  const [location] = useLocation();
  const places = usePlaces();
  const narrow = /^\/journeys\/./.test(location);
  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a className={classes.skip} href="#content">
        {w.shell.skip}
      </a>
      {narrow && <DesignerSkips />}
      <nav className={classes.nav} aria-label={w.shell.places.nav}>
        <Link href="/" className={classes.home} aria-label={w.shell.home}>
          <Logo />
        </Link>
        <button type="button" className={classes.search} onClick={openPalette} title={w.shell.findAnything}>
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <span className={classes.word}>{w.shell.find}</span>
          <kbd className={classes.word}>Ctrl K</kbd>
        </button>
        <div className={classes.items}>
          {places.map((place) => (
            <NavItem key={place.to} place={place} waiting={waiting[place.to]} />
          ))}
        </div>
        {session.data && <AccountMenu account={session.data.account} />}
      </nav>
      <div className={classes.body}>
        {installation.data?.clock.paced && <ClockBanner clock={installation.data.clock} />}
        <Offline />
        <div className={classes.page}>{children}</div>
      </div>
      <Palette places={places} />
    </div>
  );
}
