// @vitest-environment jsdom
import { MantineProvider, Modal } from "@mantine/core";
import { cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { theme } from "./theme";

afterEach(cleanup);

test("a dialog stays for the second press of a double click, and goes for a click beside it", () => {
  const close = vi.fn();
  render(
    <MantineProvider theme={theme}>
      <Modal opened onClose={close} title="Publish">
        text
      </Modal>
    </MantineProvider>,
  );
  const beside = document.querySelector(".mantine-Modal-overlay") as Element;
  fireEvent.click(beside, { detail: 2 });
  expect(close).not.toHaveBeenCalled();
  fireEvent.click(beside, { detail: 1 });
  expect(close).toHaveBeenCalledOnce();
});
