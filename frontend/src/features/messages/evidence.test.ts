import { expect, test } from "vitest";
import { groundsOf, linesOf } from "./evidence";

const EVIDENCE = {
  method: "portal",
  tls: {
    version: "TLSv1.3",
    cipher: "TLS_AES_256_GCM_SHA384",
    server_name: "relay.example.org",
    peer_sha256: "27ab",
  },
  code: 250,
  reasons: [
    { code: "has-a-usable-smime-certificate", holds: false },
    { code: "something-new", holds: true },
  ],
  accepted_at: "2027-03-03T10:00:00+00:00",
  fingerprint: "AB12",
};

test("grounds are told in words, unknown ones with their hyphens taken out", () => {
  expect(groundsOf(EVIDENCE)).toEqual([
    { words: "Has a usable S/MIME certificate", holds: false },
    { words: "Something new", holds: true },
  ]);
});

test("nothing of the evidence is shown as JSON", () => {
  const lines = linesOf(EVIDENCE);
  expect(lines.map((line) => line.text).join(" ")).not.toMatch(/[{}]/);
  expect(lines[0]).toEqual({ label: "Connection", text: "TLSv1.3, TLS_AES_256_GCM_SHA384" });
  expect(lines.at(-1)).toEqual({ label: "Fingerprint", text: "AB12", exact: true });
});

test("a mail without evidence has no lines", () => {
  expect(linesOf({})).toEqual([]);
  expect(groundsOf({})).toEqual([]);
});
