import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeFile } from "./draftFiles";

const FILE = "journey.yaml";
const server = { text: "", revision: 0 };
const puts: string[] = [];

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

/** A server with one draft, which refuses what was made from another revision than it has. */
async function draft(_: string, init: RequestInit): Promise<Response> {
  const { text, revision } = server;
  if (init.method !== "PUT") return answer(200, { files: { [FILE]: text }, revision });
  const seen = (init.headers as Record<string, string>)["If-Match"];
  if (seen !== `"${revision}"`) return answer(412, { code: "draft-moved" });
  const { files } = JSON.parse(String(init.body)) as { files: Record<string, string> };
  Object.assign(server, { text: files[FILE], revision: revision + 1 });
  puts.push(server.text);
  return answer(200, { files, revision: server.revision });
}

beforeEach(() => {
  puts.length = 0;
  vi.stubGlobal("fetch", draft);
});
afterEach(() => vi.unstubAllGlobals());

const write = (sent?: string[]) =>
  writeFile({ slug: "j", file: FILE, text: "mine", revision: 1, seen: "before", sent });

test("what another window saved in this file is not written over", async () => {
  Object.assign(server, { text: "theirs", revision: 2 });
  await expect(write(["first"])).rejects.toMatchObject({ status: 412 });
  expect(puts).toEqual([]);
});

test("what stands there already, because only its answer was lost, is saved", async () => {
  Object.assign(server, { text: "mine", revision: 2 });
  expect(await write()).toMatchObject({ revision: 2 });
  expect(puts).toEqual([]);
});

test("what this window sent itself before, without an answer, is no other window's", async () => {
  Object.assign(server, { text: "first", revision: 2 });
  expect(await write(["first"])).toMatchObject({ revision: 3 });
  expect(puts).toEqual(["mine"]);
});
