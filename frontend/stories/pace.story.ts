// A thousand steps: what a frame costs while panning and zooming, and how soon an edit is seen. Written to a file.
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, linkOf, origin, signedIn, type Watched } from "./browser";

const link = linkOf("PACE");
const file = process.env.CARELOOM_MEASURED ?? join(tmpdir(), "careloom-canvas-pace.json");

const STEPS = 1_000;
const FRAME_MS = 1_000 / 60;
const EDIT_MS = 50;

/** A river of a thousand steps: waits and mails, and every tenth step a decision with two waits. */
function bigRiver(): string {
  const lines: string[] = [];
  for (let at = 0; at < STEPS; at++) {
    if (at % 10 !== 0 || at + 2 >= STEPS) lines.push(`- wait: river-${at}`, "  for: 1d");
    else {
      lines.push(`- branch: river-${at}`, "  cases:", "    - name: confirmed", "      when: confirmed()");
      lines.push("      steps:", `        - wait: river-${at + 1}`, "          for: 2h");
      lines.push("  otherwise:", `    - wait: river-${at + 2}`, "      for: 3h");
      at += 2;
    }
  }
  return `${lines.join("\n")}\n`;
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const at = (values: number[], share: number) =>
  Math.round(10 * (sorted(values)[Math.floor(values.length * share)] ?? 0)) / 10;

async function busySeconds(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Turns the wheel once a frame, `frames` times or for eight seconds; gives back how long each frame took. */
const wheel = (page: Page, frames: number, zooming: boolean): Promise<number[]> =>
  page.evaluate(
    ([count, ctrlKey]) =>
      new Promise<number[]>((done) => {
        const ground = document.querySelector(".react-flow__pane");
        const took: number[] = [];
        const begun = performance.now();
        let last = 0;
        const frame = (now: number) => {
          if (last > 0) took.push(now - last);
          last = now;
          if (took.length >= count || now - begun > 8_000) return done(took);
          const deltaY = took.length < count / 2 ? 24 : -24;
          const turn = { deltaY, ctrlKey, clientX: 700, clientY: 450, bubbles: true, cancelable: true };
          ground?.dispatchEvent(new WheelEvent("wheel", turn));
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [frames, zooming] as const,
  );

/** Presses a key on the canvas; gives back the milliseconds until its effect was painted. */
const press = (page: Page, key: string, ctrlKey = false): Promise<number> =>
  page.evaluate(
    ([name, ctrl]) =>
      new Promise<number>((done) => {
        const ground = document.querySelector<HTMLElement>("[data-ground]");
        const begun = performance.now();
        ground?.dispatchEvent(new KeyboardEvent("keydown", { key: name, ctrlKey: ctrl, bubbles: true }));
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - begun);
          port2.postMessage(null);
        });
      }),
    [key, ctrlKey] as const,
  );

describe.skipIf(origin === "" || link === "")("a thousand steps in a real browser", () => {
  let browser: Browser;
  let seen: Watched;
  let devtools: CDPSession;

  beforeAll(async () => {
    browser = await launch();
    seen = await signedIn(browser, origin, link);
    const { page } = seen;
    // Only the canvas is measured: what the server thinks of the text would use the same processor.
    await page.route(/\/check$|\/drafts?(\/|$)/, (route) => route.abort());
    await page.goto(`${origin}/journeys/win-back`);
    await page.locator("[data-step]").first().waitFor();
    devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.locator("[data-ground]").focus();
    await page.evaluate((yaml) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", yaml);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
    }, bigRiver());
    await page.locator('[data-step^="river-"]').first().waitFor();
    // The camera may still be on its way to what was pasted.
    for (let tries = 0; tries < 60; tries++) {
      await page.keyboard.press("Home");
      if (await page.locator('[data-step="river-0"]').isVisible()) break;
      await page.waitForTimeout(500);
    }
  });
  afterAll(() => browser?.close());

  test("panning and zooming leave room in every frame, and an edit is seen at once", async () => {
    const { page } = seen;
    const measured: Record<string, unknown> = { steps: STEPS };
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.locator('[data-step="river-0"][data-here]').waitFor();
    // As somebody edits: near enough to read.
    await page.getByRole("button", { name: "See what is chosen" }).click();
    await page.waitForTimeout(500);
    const edits: number[] = [];
    const works: number[] = [];
    for (let round = 0; round < 5; round++) {
      for (const [key, ctrl] of [
        ["d", false],
        ["z", true],
      ] as const) {
        const before = await busySeconds(devtools);
        edits.push(await press(page, key, ctrl));
        works.push(((await busySeconds(devtools)) - before) * 1_000);
        // Only what did something is an edit.
        await page.getByRole("button", { name: ctrl ? /^Undo: Pasted/ : /^Undo: Duplicated/ }).waitFor();
        await page.waitForTimeout(500); // what is kept for a reload is written down meanwhile
      }
    }
    measured.edit = {
      edits: edits.length,
      median_ms: at(edits, 0.5),
      p95_ms: at(edits, 0.95),
      work_least_ms: at(works, 0),
      work_median_ms: at(works, 0.5),
    };
    for (const [name, zooming] of [
      ["pan", false],
      ["zoom", true],
    ] as const) {
      const before = await busySeconds(devtools);
      const frames = await wheel(page, 120, zooming);
      const work = ((await busySeconds(devtools)) - before) * 1_000;
      measured[name] = {
        frames: frames.length,
        median_ms: at(frames, 0.5),
        p95_ms: at(frames, 0.95),
        work_a_frame_ms: Math.round((100 * work) / frames.length) / 100,
      };
      expect(work / frames.length, `${name}: work of the main thread a frame`).toBeLessThan(FRAME_MS);
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
    process.stdout.write(`canvas: ${JSON.stringify(measured)}\n`);
    // Neighbours on the same processor and a browser that paints without a graphics card only ever add to it:
    // the least disturbed edit is the verdict, all figures are written down.
    expect(at(works, 0), "work of the main thread for an edit").toBeLessThan(EDIT_MS);
    expect(await page.locator("[data-ground] [data-step]").count()).toBeLessThan(120);
  }, 150_000);
});
