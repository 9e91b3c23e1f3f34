// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { MailFrame } from "./MailFrame";

afterEach(cleanup);

const frame = () => screen.getByTitle("A mail") as HTMLIFrameElement;

test("somebody's mail can run no script, send no form and load nothing", () => {
  render(<MailFrame html="<b>Hello</b>" title="A mail" />);
  const sandbox = frame().getAttribute("sandbox") ?? "";
  for (const right of ["allow-scripts", "allow-forms", "allow-top-navigation", "allow-popups"]) {
    expect(sandbox).not.toContain(right);
  }
  expect(frame().getAttribute("srcdoc")).toContain("default-src 'none'");
});

test("links act only where they were asked for", () => {
  render(<MailFrame html="" title="A mail" links />);
  expect(frame().getAttribute("sandbox")).toContain("allow-popups");
});
