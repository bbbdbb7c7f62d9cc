import { describe, expect, test } from "vitest";
import { listFiles, readHouse } from "./house.ts";
import { findFaults, layers } from "./layers.ts";
import { readSource } from "./source.ts";

const faultsIn = (path: string, text: string): string[] => findFaults(path, readSource(path, text));

test("every file of the house keeps to its layer", () => {
  const house = readHouse();
  expect(house.size).toBeGreaterThan(100);
  expect([...house].flatMap(([path, source]) => findFaults(path, source))).toEqual([]);
});

test("every folder with source is a layer", () => {
  const folders = new Set(listFiles("*/**/*.{ts,tsx}").map((path) => path.split("/")[0]));
  expect([...folders].filter((folder) => folder !== undefined && !(folder in layers))).toEqual([]);
});

describe("a planted violation is found", () => {
  test.each([
    ["a lower layer reaching up", "domain/x.ts", `import { a } from "#services/a.ts";`],
    ["types too", "domain/x.ts", `import type { A } from "#db/schema.ts";`],
    ["a type written in place", "domain/x.ts", `type A = import("#db/schema.ts").A;`],
    ["a re-export", "contract/x.ts", `export { a } from "#db/a.ts";`],
    ["a dynamic import", "services/x.ts", `const a = await import("#office/office.ts");`],
    ["a computed import", "services/x.ts", "const a = (name: string) => import(name);"],
    ["a required package", "services/x.ts", `const a = require("electron");`],
    ["a relative way out", "services/people/x.ts", `import { a } from "../../domain/a.ts";`],
    ["a relative way out and back", "services/x.ts", `import { a } from "./../db/a.ts";`],
    [
      "a worker of another layer",
      "services/x.ts",
      `new URL("../office/workers/a.ts", import.meta.url)`,
    ],
    ["an import over several lines", "db/x.ts", `import {\n  a,\n} from\n  "#contract/a.ts";`],
    ["a package", "domain/x.ts", `import { z } from "zod";`],
    ["a scoped package", "contract/x.ts", `import { implement } from "@orpc/server";`],
    ["a deep path of a package", "services/x.ts", `import a from "electron/main";`],
    ["a side effect", "services/x.ts", `import "ws";`],
    ["a Node module", "renderer/x.tsx", `import { readFileSync } from "node:fs";`],
    ["a Node module without its prefix", "renderer/x.tsx", `import { readFileSync } from "fs";`],
    ["a database query in the office", "office/x.ts", `import { a } from "#db/invoices.ts";`],
    ["a database in Electron", "electron/x.ts", `import { Database } from "#db/database.ts";`],
    [
      "a value of the contract in a browser test",
      "e2e/x.spec.ts",
      `import { a } from "#contract/a.ts";`,
    ],
    ["vitest outside a test", "domain/x.ts", `import { test } from "vitest";`],
    ["a test helper outside a test", "services/x.ts", `import { makeDb } from "#db/testing.ts";`],
    ["a barrel", "domain/x.ts", `export * from "./money.ts";`],
    ["a folder that is no layer", "helpers/x.ts", "export const a = 1;"],
  ])("%s", (_, path, text) => {
    expect(faultsIn(path, text)).toHaveLength(1);
  });

  test.each([
    ["the clock", "const a = new Date();"],
    ["the clock by another way", "const a = Date.now();"],
    ["a clock as a default", "export function a(now = Date.now) { return now(); }"],
    ["Temporal's clock", "const a = Temporal.Now.instant();"],
    ["chance", "const a = Math.random();"],
    ["the process", "const a = process.env.HOME;"],
    ["the console", "console.log(1);"],
    ["the network", `await fetch("https://example.com");`],
    ["a timer", "setTimeout(() => {}, 1);"],
  ])("the domain touching %s", (_, text) => {
    expect(faultsIn("domain/x.ts", text).length).toBeGreaterThan(0);
    expect(faultsIn("domain/x.test.ts", text)).toEqual([]);
  });

  test("text built into SQL outside migrations", () => {
    const text = "const a = sql.raw(`delete from ${table}`);";
    expect(faultsIn("db/invoices.ts", text)).toHaveLength(1);
    expect(faultsIn("db/migrations/0002-invoices.ts", text)).toEqual([]);
  });

  test("a service that reaches out of the computer", () => {
    expect(faultsIn("services/payments/x.ts", `await fetch("http://a");`)).toHaveLength(1);
    expect(faultsIn("services/gateways/x.ts", `await fetch("http://a");`)).toEqual([]);
  });
});

describe("what is allowed is left alone", () => {
  test.each([
    [
      "domain/x.ts",
      `import { Temporal } from "temporal-polyfill"; import { a } from "./money.ts";`,
    ],
    ["services/x.ts", `import { createHash } from "node:crypto"; import { a } from "#db/a.ts";`],
    [
      "services/x.test.ts",
      `import { test } from "vitest"; import { makeDb } from "#db/testing.ts";`,
    ],
    [
      "office/x.ts",
      `import { Database } from "#db/database.ts"; import { WebSocketServer } from "ws";`,
    ],
    ["e2e/x.spec.ts", `import type { Contract } from "#contract/index.ts";`],
    [
      "renderer/x.tsx",
      `import { Button } from "@mantine/core"; export const A = () => <Button>Date</Button>;`,
    ],
    [
      "domain/x.ts",
      `type Row = { Date: string }; const a = (row: Row) => row.Date; const b = { process: 1 };`,
    ],
    ["domain/x.ts", `// import { a } from "#db/a.ts"\nconst a = 'import b from "electron"';`],
  ])("%s %s", (path, text) => {
    expect(faultsIn(path, text)).toEqual([]);
  });
});
