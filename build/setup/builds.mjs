/**
 * What is built: the screens (Vite), the Electron main process and its preload (esbuild), and the
 * sample practice. Everything else runs from source.
 */
import { existsSync } from "node:fs";
import { inside, nodeProgram } from "./paths.mjs";
import { run } from "./run.mjs";
import { hashOf, isStale, markBuilt } from "./stale.mjs";

const settings = ["package.json", "package-lock.json", "tsconfig.json"];
const core = ["domain", "contract", "db", "services", "office"];

/** @typedef {"sample" | "renderer" | "electron-main" | "electron-preload" | "gallery"} Target */

const targets = {
  sample: {
    what: "the sample practice",
    entry: "office/make-ready-sample.ts",
    inputs: [...settings, "domain", "db", "services", "office/ready-sample.ts", "office/make-ready-sample.ts"],
    outputs: ["dist/sample/sample.db", "dist/sample/about.json"],
    command: ["office/make-ready-sample.ts"],
  },
  renderer: {
    what: "the screens",
    entry: "renderer/main.tsx",
    inputs: [...settings, "renderer", "domain", "contract"],
    outputs: ["dist/renderer/index.html"],
    command: [
      "node_modules/vite/bin/vite.js",
      "build",
      "--config",
      "renderer/vite.config.ts",
      "--logLevel",
      "warn",
    ],
  },
  // All parts of the screens on one page, for the browser tests; no part of the app.
  gallery: {
    what: "the kit gallery",
    entry: "renderer/kit/gallery/gallery.tsx",
    inputs: [...settings, "renderer", "domain", "contract"],
    outputs: ["dist/gallery/index.html"],
    command: [
      "node_modules/vite/bin/vite.js",
      "build",
      "--config",
      "renderer/kit/gallery/vite.config.ts",
      "--logLevel",
      "warn",
    ],
  },
  "electron-main": {
    what: "the desktop shell",
    entry: "electron/main.ts",
    inputs: [...settings, ...core, "electron", "build/bundle.ts"],
    outputs: ["dist/electron/main.mjs"],
    command: ["build/bundle.ts", "main"],
  },
  "electron-preload": {
    what: "the desktop preload",
    entry: "electron/preload.ts",
    inputs: [...settings, "contract", "domain", "electron", "build/bundle.ts"],
    outputs: ["dist/electron/preload.cjs"],
    command: ["build/bundle.ts", "preload"],
  },
};

/** @type {readonly Target[]} */
export const everything = ["sample", "renderer", "electron-main", "electron-preload", "gallery"];

/**
 * Builds what is stale.
 * @param {readonly Target[]} names
 * @returns {Promise<{ built: Target[], failed: Target[], absent: Target[] }>} fresh ones are in none of the lists
 */
export async function ensureBuilt(names) {
  const result = { built: [], failed: [], absent: [] };
  for (const name of names) {
    const target = targets[name];
    if (!existsSync(inside(target.entry))) {
      console.log(`Nothing to build for ${target.what}: ${target.entry} is not there.`);
      result.absent.push(name);
      continue;
    }
    const hash = hashOf(target.inputs);
    if (!isStale(name, hash, target.outputs)) continue;
    process.stdout.write(`Building ${target.what} … `);
    const ended = await run(nodeProgram(), target.command, { capture: true, limitSeconds: 300 });
    console.log(ended.code === 0 ? `${ended.seconds.toFixed(1)} s` : "failed");
    if (ended.output.trim()) console.log(ended.output.trim());
    if (ended.code === 0) markBuilt(name, hash);
    result[ended.code === 0 ? "built" : "failed"].push(name);
  }
  return result;
}
