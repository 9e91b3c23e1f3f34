// If a page breaks, the house stays: the page says so and offers to load again.
import { Component, type ReactNode } from "react";
import { Broken } from "~/parts/States";

interface Props {
  /** Another place is another chance: a new value forgets the failure. */
  place: string;
  children: ReactNode;
}

interface Failure {
  error: unknown;
  place: string;
}

export class Safety extends Component<Props, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error, place: window.location.pathname } };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null || failure.place !== this.props.place) return this.props.children;
    return <Broken error={failure.error} again={() => window.location.reload()} />;
  }
}
