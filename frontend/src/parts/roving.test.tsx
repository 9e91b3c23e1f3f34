// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { useRoving } from "./roving";

afterEach(cleanup);

function Bar({ more = false }: { more?: boolean }) {
  return (
    <div role="toolbar" aria-label="Tools" {...useRoving<HTMLDivElement>()}>
      <input aria-label="search" />
      <button type="button">one</button>
      <button type="button">two</button>
      {more && <button type="button">three</button>}
    </div>
  );
}

const at = () => document.activeElement?.textContent || document.activeElement?.getAttribute("aria-label");

test("a bar is one stop of the Tab key, and arrows walk inside it", async () => {
  render(
    <>
      <Bar />
      <button type="button">behind</button>
    </>,
  );
  await userEvent.tab();
  expect(at()).toBe("search");
  await userEvent.keyboard("{ArrowRight}");
  expect(at()).toBe("search");
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect(at()).toBe("two");
  await userEvent.keyboard("{ArrowRight}{End}{Home}");
  expect(at()).toBe("one");
  await userEvent.keyboard("{ArrowLeft}");
  await userEvent.tab();
  expect(at()).toBe("behind");
  await userEvent.tab({ shift: true });
  expect(at()).toBe("two");
});

test("what comes into the bar later is no further stop", async () => {
  const { rerender } = render(<Bar />);
  rerender(<Bar more />);
  await expect.poll(() => screen.getByText("three").tabIndex).toBe(-1);
});
