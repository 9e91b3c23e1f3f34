// A value that tells when it changes; components look at the part they need.
import { useSyncExternalStore } from "react";

export class Observable<Value> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: Value) {}

  readonly get = (): Value => this.value;

  readonly set = (change: Partial<Value>): void => {
    this.value = { ...this.value, ...change };
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** `pick` gives the same thing for the same value: a part of it, or a word. */
export function useObserved<Value, Part>(observable: Observable<Value>, pick: (value: Value) => Part): Part {
  return useSyncExternalStore(observable.subscribe, () => pick(observable.get()));
}
