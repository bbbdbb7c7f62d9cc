/** A node process that says words, one a line, and is ended with `kill -9` a while after one of them. */
import { spawn } from "node:child_process";
import { join } from "node:path";

export type KillAt = {
  /** The beginning of the word the clock starts at. */
  readonly word: string;
  readonly delayMs: number;
};

export type Ended = {
  /** The words that left the process whole; a last line without its end was not said. */
  readonly said: readonly string[];
  readonly wasKilled: boolean;
  /** Milliseconds from the first word of each kind (up to its first space) to the end. */
  readonly sinceMs: ReadonlyMap<string, number>;
};

const compileCache = join(import.meta.dirname, "../../../.cache/compile");

/** Runs `node SCRIPT ARGS`; without `kill` to its end. An end by itself with an error is thrown. */
export function runChild(script: string, args: readonly string[], kill: KillAt | null): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      // Hundreds of the same process: each need not compile everything anew.
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    });
    const firstAt = new Map<string, number>();
    const said: string[] = [];
    let rest = "";
    let trouble = "";
    let timer: NodeJS.Timeout | undefined;
    const hear = (line: string): void => {
      const word = line.split(" ")[0] ?? "";
      said.push(line);
      if (!firstAt.has(word)) firstAt.set(word, performance.now());
      if (kill && timer === undefined && line.startsWith(kill.word))
        timer = setTimeout(() => child.kill("SIGKILL"), kill.delayMs);
    };
    child.stderr.on("data", (data: Buffer) => (trouble += data.toString()));
    child.stdout.on("data", (data: Buffer) => {
      const lines = (rest + data.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "") hear(line);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(`the child ended with ${code}: ${trouble}`));
      const endedAt = performance.now();
      resolve({
        said,
        wasKilled: signal === "SIGKILL",
        sinceMs: new Map([...firstAt].map(([word, at]) => [word, endedAt - at])),
      });
    });
  });
}
