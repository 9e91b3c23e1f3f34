// If a page breaks, the house stays: the page says so and offers to load again.
import { Component, type ReactNode } from "react";
import { unreachable } from "~/api/problem";
import { BrokenPage } from "~/parts/States";

interface Props {
  /** Another place is another chance: a new value forgets the failure. */
  place: string;
  children: ReactNode;
}

interface Failure {
  error: unknown;
  place: string;
}

/** A part of the program that could not be fetched: every browser says it in other words. */
const NOT_FETCHED = /dynamically imported module|importing a module script|loading chunk/i;

const meant = (error: unknown) =>
  error instanceof Error && NOT_FETCHED.test(error.message) ? unreachable() : error;

/** Only once the server answers: a page that is loaded without it is gone altogether. */
const loadAgain = () => {
  fetch("/api/health").then(
    (answer) => answer.ok && window.location.reload(),
    () => undefined,
  );
};

export class Safety extends Component<Props, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error: meant(error), place: window.location.pathname } };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null || failure.place !== this.props.place) return this.props.children;
    return <BrokenPage error={failure.error} again={loadAgain} />;
  }
}
