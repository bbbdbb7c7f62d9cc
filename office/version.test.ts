import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appVersion } from "./version.ts";

test("the version told on every screen is the package's", () => {
  const description = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  expect(appVersion).toBe(description.version);
});
