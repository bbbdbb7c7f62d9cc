/** Which system prints here: CUPS where its commands are, else the built-in viewer. */
import { existsSync } from "node:fs";
import type { PrintBackend } from "./backend.ts";
import { cupsBackend } from "./cups.ts";
import { commandsIn } from "./run-command.ts";

const askMs = 15_000;
const sendMs = 120_000;

export function chooseBackend(options: {
  readonly platform: NodeJS.Platform;
  /** Where the commands are; a test has its own. */
  readonly folder: string;
  readonly viewer: () => PrintBackend;
}): PrintBackend {
  const { platform, folder, viewer } = options;
  if (platform === "win32" || !existsSync(`${folder}/lp`)) return viewer();
  return cupsBackend(commandsIn(folder, askMs), commandsIn(folder, sendMs));
}
