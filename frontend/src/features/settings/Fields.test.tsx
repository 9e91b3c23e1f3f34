// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { isRefused, readDraft } from "~/features/designer/model/editing";
import { w } from "~/words";
import { Fields } from "./Fields";

// jsdom has no fonts to wait for.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

afterEach(cleanup);

const SOURCE = `organization: elm-clinic
name: Elm Clinic
address: 1 Elm Street
sender:
  name: Elm Clinic
  address: desk@elm.example
`;

function Page() {
  const [source, setSource] = useState(SOURCE);
  const run = (command: Parameters<Parameters<typeof Fields>[0]["run"]>[0]) => {
    const outcome = command(readDraft(source));
    if (!isRefused(outcome)) setSource(outcome.text);
    return outcome;
  };
  return (
    <MantineProvider>
      <Fields
        document="organization"
        source={source}
        known={w.settingFields.organization}
        wrong={new Map()}
        run={run}
        readOnly={false}
      />
    </MantineProvider>
  );
}

test("a text that grows long keeps the keyboard", () => {
  render(<Page />);
  const name = screen.getByLabelText("Name");
  name.focus();
  fireEvent.change(name, { target: { value: "Elm Clinic ".repeat(9) } });
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Elm Clinic ".repeat(9));
});

test("what is written in lines has room for them, and an address for mail is one line", () => {
  render(<Page />);
  expect(screen.getByLabelText("Postal address").tagName).toBe("TEXTAREA");
  expect(screen.getByLabelText("Address of the sender").tagName).toBe("INPUT");
});

test("a segment says in words who belongs to it", () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <Fields
          document="segments"
          source={"over-65: patient.age >= 65\n"}
          known={{}}
          wrong={new Map()}
          run={() => ({ refused: "no-such-place" })}
          readOnly
        />
      </MantineProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByText("Age is at least 65")).toBeTruthy();
});
