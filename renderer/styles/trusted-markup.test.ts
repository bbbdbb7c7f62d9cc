import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const renderer = join(import.meta.dirname, "..");

/** What writes markup or styles as text, which the page's Trusted Types block (control 4). */
const forbidden: readonly [name: string, pattern: RegExp][] = [
  ["dangerouslySetInnerHTML", /dangerouslySetInnerHTML/],
  ["innerHTML", /\.(innerHTML|outerHTML|insertAdjacentHTML)\b/],
  [
    "a Mantine part that writes styles as text",
    /import \{[^}]*\b(Grid|SimpleGrid|AppShell|ColorSchemeScript|useMantineColorScheme)\b[^}]*\} from "@mantine\/core"/,
  ],
];

function findings(source: string): string[] {
  return forbidden.filter(([, pattern]) => pattern.test(source)).map(([name]) => name);
}

test("control 4 no screen writes markup or styles as text", () => {
  const files = globSync("**/*.{ts,tsx}", { cwd: renderer }).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  expect(files.length).toBeGreaterThan(60);
  const found = files.flatMap((file) =>
    findings(readFileSync(join(renderer, file), "utf8")).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test("control 4 the check finds what it looks for", () => {
  expect(findings('import { Button, SimpleGrid } from "@mantine/core";')).toHaveLength(1);
  expect(findings("<p dangerouslySetInnerHTML={{ __html: name }} />")).toHaveLength(1);
  expect(findings("element.innerHTML = name;")).toHaveLength(1);
  expect(findings('import { Button, Stack } from "@mantine/core";')).toEqual([]);
});
