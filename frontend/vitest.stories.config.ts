import { defineConfig } from "vitest/config";

// Stories in a real browser against a running Careloom: CARELOOM_URL and CARELOOM_LINK (a one-time sign-in address).
export default defineConfig({
  test: {
    environment: "node",
    include: ["stories/**/*.story.ts"],
    setupFiles: ["stories/evidence.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // What a page saves, it saves a moment after the last key.
    expect: { poll: { timeout: 15_000, interval: 100 } },
  },
});
