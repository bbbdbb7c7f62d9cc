import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundleMain, bundlePreload } from "./bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "perennial-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test("DSK-1 a source still finds its own folder from the bundle", async () => {
  const file = write("tree/deep/words.txt", "found");
  const entry = write(
    "tree/deep/main.ts",
    `import { readFileSync } from "node:fs";
     import { join } from "node:path";
     console.log(readFileSync(join(import.meta.dirname, "words.txt"), "utf8"));`,
  );
  await bundleMain(entry, join(folder, "tree", "out"));
  const ran = spawnSync(process.execPath, [join(folder, "tree", "out", "main.mjs")], {
    encoding: "utf8",
  });
  expect(ran.stdout).toBe(`${readFileSync(file, "utf8")}\n`);
});

test("DSK-1 the bundled main process still finds its workers, their workers and its other files", async () => {
  write("source/words.txt", "from a file");
  write(
    "source/deep/inner.ts",
    `import { parentPort } from "node:worker_threads";
     parentPort?.postMessage("from the inner worker");`,
  );
  write(
    "source/outer.ts",
    `import { parentPort, Worker } from "node:worker_threads";
     const inner = new Worker(new URL("./deep/inner.ts", import.meta.url));
     inner.once("message", (said: string) => parentPort?.postMessage(said + " through the outer"));`,
  );
  const entry = write(
    "source/main.ts",
    `import { readFileSync } from "node:fs";
     import { Worker } from "node:worker_threads";
     console.log(readFileSync(new URL("./words.txt", import.meta.url), "utf8"));
     new Worker(new URL("./outer.ts", import.meta.url)).once("message", (said: string) => console.log(said));`,
  );
  await bundleMain(entry, join(folder, "out"));
  rmSync(join(folder, "source"), { recursive: true });
  const ran = spawnSync(process.execPath, [join(folder, "out", "main.mjs")], { encoding: "utf8" });
  expect(ran.stderr).toBe("");
  expect(ran.stdout).toBe("from a file\nfrom the inner worker through the outer\n");
});

test("DSK-5 the preload is one CommonJS file that asks for nothing but electron", async () => {
  write("preload/channel.ts", `export const channel: string = "perennial";`);
  const entry = write(
    "preload/preload.ts",
    `import { contextBridge } from "electron";
     import { channel } from "./channel.ts";
     contextBridge.exposeInMainWorld(channel, {});`,
  );
  await bundlePreload(entry, join(folder, "preload-out"));
  expect(readdirSync(join(folder, "preload-out")).toSorted()).toEqual([
    "preload.cjs",
    "preload.cjs.map",
  ]);
  const text = readFileSync(join(folder, "preload-out", "preload.cjs"), "utf8");
  expect([...text.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])).toEqual([
    "electron",
  ]);
  expect(text).not.toMatch(/^(import|export) /m);
});
