/** Starts the office host as a person does, on a folder of its own, and stops it again. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type RunningOffice = {
  readonly url: string;
  readonly dataDir: string;
  /** Everything the process printed. */
  printed(): string;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, "../..");

/** `flags` as on the command line, such as `--sample`; the data folder stays when it was given. */
export async function startOffice(
  flags: readonly string[] = [],
  given?: string,
  surroundings: Readonly<Record<string, string>> = {},
): Promise<RunningOffice> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), "perennial-e2e-"));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(root, "office/main.ts"), "--data", dataDir, "--port", String(port), "--no-open", ...flags],
    { cwd: root, env: { ...process.env, NO_COLOR: "1", ...surroundings } },
  );
  let text = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  child.stderr.on("data", (data: Buffer) => (text += data.toString()));
  await ready(child, () => text);
  return {
    url: `http://127.0.0.1:${port}/`,
    dataDir,
    printed: () => text,
    stop: async () => {
      await ended(child);
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (printed().includes("Perennial is ready at")) resolve();
    };
    child.stdout?.on("data", look);
    child.once("exit", (code) => reject(new Error(`the office ended with ${code}: ${printed()}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** A port that is free now; the office refuses one that is not, so a lost race shows itself. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
