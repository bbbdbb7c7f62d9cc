/** Splits Electron's command line: options of its own, Chromium switches, the app, the app's arguments. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export interface CommandLine {
  /** Files to require before the app, from `-r`. */
  readonly requires: readonly string[];
  /** Port of the Node inspector (0 = any), or undefined for none. */
  readonly inspectPort: number | undefined;
  /** Chromium switches before the app's path, such as `--no-sandbox`. */
  readonly switches: readonly string[];
  /** The folder of the app's package.json, or of the script that was named. */
  readonly appPath: string;
  /** The app's main module. */
  readonly entry: string;
}

/** Reads the arguments after the binary's name; a relative app path is taken from `cwd`. */
export function readCommandLine(args: readonly string[], cwd: string): CommandLine {
  const requires: string[] = [];
  const switches: string[] = [];
  let inspectPort: number | undefined;
  let target = ".";
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "-r" || arg === "--require") requires.push(resolve(cwd, args[++i] ?? ""));
    else if (arg.startsWith("--inspect")) inspectPort = Number(arg.split("=")[1] ?? 9229);
    else if (arg.startsWith("--")) switches.push(arg);
    else {
      target = arg;
      break; // whatever follows belongs to the app
    }
  }
  const path = resolve(cwd, target);
  const isFolder = statSync(path).isDirectory();
  return {
    requires,
    inspectPort,
    switches,
    appPath: isFolder ? path : dirname(path),
    entry: isFolder ? join(path, mainOf(path)) : path,
  };
}

function mainOf(folder: string): string {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return "index.js";
  const { main } = JSON.parse(readFileSync(manifest, "utf8")) as { main?: string };
  return main ?? "index.js";
}
