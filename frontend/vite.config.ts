import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { budget } from "./budget";

// `npm run dev` talks to a running Careloom; the address comes from the environment.
const server = process.env.CARELOOM_URL ?? "http://127.0.0.1:8400";

// In forty small files the library compresses worse by 25 kB, and the first page asks twice as often.
const TOGETHER = [
  { name: "icons", test: /node_modules\/@tabler/ },
  {
    name: "mantine",
    test: /node_modules\/(@mantine|@floating-ui|clsx|react-remove-scroll|react-number-format|tabbable)/,
  },
];

export default defineConfig({
  plugins: [react(), budget()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: TOGETHER } } },
  },
  server: { host: "127.0.0.1", proxy: { "/api": server, "/l": server, "/portal": server } },
  test: {
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 20_000,
  },
});
