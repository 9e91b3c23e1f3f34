import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { speak } from ".";
import { en } from "./en";
import { es } from "./es";
import { reasonWords } from "./reasons";
import { lookedAt, mailSentence, phaseWords, ruleWords } from "./rules";

test("every rule and phase that English has words for, Spanish has too", () => {
  expect(Object.keys(es.rules.says)).toEqual(Object.keys(en.rules.says));
  expect(Object.keys(es.rules.phases)).toEqual(Object.keys(en.rules.phases));
});

describe("to somebody who reads Spanish", () => {
  beforeAll(() => speak("es"));
  afterAll(() => speak("en"));

  test("facts are told by their codes, an unknown one as the server says it", () => {
    expect(ruleWords("outside-window", "The send window is open")).toBe("El horario de envío está abierto");
    expect(ruleWords("a-new-rule", "Something new holds")).toBe("Something new holds");
  });

  test("a window is told with the names of its days", () => {
    expect(lookedAt("08:00-19:30 on days 1,2, America/New_York")).toBe(
      "08:00–19:30, lun y mar, America/New_York",
    );
    expect(lookedAt("hard-bounce")).toBe("la dirección no existe");
  });

  test("phases, mails and reasons with an end have words", () => {
    expect(phaseWords("awaiting", "")).toBe("esperando una respuesta");
    expect(mailSentence({ state: "blocked", method: "", reason: "opted-out" })).toContain("se dio de baja");
    expect(reasonWords("outside-window-until-expiry")).toBe(
      "Fuera del horario de envío, y después llegaría demasiado tarde",
    );
  });
});
