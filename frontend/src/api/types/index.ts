// The wire, as docs/api says it. One file per domain.
export * from "./access";
export * from "./intake";
export * from "./journeys";
export * from "./messages";
export * from "./people";
export * from "./tasks";
