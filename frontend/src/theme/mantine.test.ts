// Mantine's styles are chosen by hand: whatever is used of it must be among them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const STYLES = "node_modules/@mantine/core/styles";

test("every component of Mantine that is used has its styles", () => {
  const chosen = readFileSync("src/theme/mantine.ts", "utf-8");
  const used = readdirSync("src", { recursive: true, encoding: "utf-8" })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(`src/${file}`, "utf-8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(
        ([, names = ""]) => names.split(",").map((name) => name.trim().split(" ")[0] ?? ""),
      ),
    );
  const styled = [...new Set(used)].filter((name) => name && existsSync(`${STYLES}/${name}.css`));
  expect(styled).toContain("Button");
  expect(styled.filter((name) => !chosen.includes(`/${name}.css"`))).toEqual([]);
});
