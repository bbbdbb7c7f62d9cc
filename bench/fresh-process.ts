/** Runs a measurement in a process of its own, so that no run profits from the one before it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Starts a module of the bench with arguments and answers the JSON on the last line it printed. */
export async function inFreshProcess<T>(module: URL, ...words: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [module.pathname, ...words], { maxBuffer: 1 << 24 });
  const last = stdout.trimEnd().split("\n").at(-1);
  if (last === undefined) throw new Error(`${module.pathname} said nothing`);
  return JSON.parse(last) as T;
}

/** The child's side of `inFreshProcess`. */
export function report(result: unknown): void {
  console.log(JSON.stringify(result));
}
