/**
 * What Electron's binary does with its command line, in one Node process: take its own options,
 * start Chromium, make `import "electron"` mean the stand-in, run the preloads Playwright asks for
 * with `-r`, then the app's main module.
 */
import { open } from "node:inspector";
import { createRequire, registerHooks } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readCommandLine } from "./command-line.ts";

const line = readCommandLine(process.argv.slice(2), process.cwd());

const standIn = pathToFileURL(resolve(import.meta.dirname, "electron.ts")).href;
const ours = new Set(["electron", "electron/main", "electron/common"]);
registerHooks({
  resolve: (specifier, context, next) =>
    ours.has(specifier)
      ? { url: standIn, format: "module-typescript", shortCircuit: true }
      : next(specifier, context),
});

const require = createRequire(import.meta.url);
const { version } = require("electron/package.json") as { version: string };
Object.defineProperty(process.versions, "electron", { value: version, enumerable: true });
Object.defineProperty(process, "type", { value: "browser", enumerable: true });
// Electron's argv holds everything after the binary; Playwright's loader then cuts its own part out.
process.argv = [resolve(import.meta.dirname, basename("electron")), ...process.argv.slice(2)];

// Opening the inspector prints the same "Debugger listening on" line that Playwright waits for.
if (line.inspectPort !== undefined) open(line.inspectPort, "127.0.0.1");

const { app } = (await import("./electron.ts")).default;
app.begin({ switches: line.switches, appPath: line.appPath });
for (const file of line.requires) require(file);
await import(pathToFileURL(line.entry).href);
