/** The command line of the desktop app: `perennial [--data DIR] [--sample]`. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface Flags {
  /** The folder of the practices, or undefined for the usual one. */
  readonly dataDir: string | undefined;
  /** Open the sample practice rather than the one that was open last. */
  readonly isSample: boolean;
}

/** Reads our flags out of the whole `argv`; Electron's and Chromium's own are passed over. */
export function readFlags(argv: readonly string[], cwd: string): Flags {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { data: { type: "string" }, sample: { type: "boolean" } },
    strict: false,
  });
  const { data, sample } = values;
  return {
    dataDir: typeof data === "string" && data !== "" ? resolve(cwd, data) : undefined,
    isSample: sample === true,
  };
}
