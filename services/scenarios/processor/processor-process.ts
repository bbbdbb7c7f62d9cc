/** Starts, asks, kills and restarts the processor's process from a test. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { readJournal } from "./journal.ts";
import { ProcessorBook, type BookCharge, type BookRefund } from "./book.ts";
import type { Control } from "./server.ts";

export type RunningProcessor = {
  /** Where it listens now; another port after a restart. */
  readonly address: () => string;
  control(order: Control): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** What the journal says was charged, whether the process lives or not. */
  charges(): readonly BookCharge[];
  refunds(): readonly BookRefund[];
};

export type Misbehaviour = { readonly percent: number; readonly seed: number; readonly slowMs: number };

export async function startProcessor(journalPath: string, misbehaviour?: Misbehaviour): Promise<RunningProcessor> {
  const more = misbehaviour ? [misbehaviour.percent, misbehaviour.seed, misbehaviour.slowMs].map(String) : [];
  let { child, port } = await spawnProcessor(journalPath, more);
  const address = (): string => `http://127.0.0.1:${port}`;
  return {
    address,
    control: async (order) => {
      const response = await fetch(`${address()}/control`, { method: "POST", body: JSON.stringify(order) });
      if (response.status !== 200) throw new Error(`the processor answered ${response.status} to ${JSON.stringify(order)}`);
    },
    kill: () => gone(child),
    restart: async () => {
      await gone(child);
      ({ child, port } = await spawnProcessor(journalPath, more));
    },
    charges: () => new ProcessorBook({ entries: readJournal(journalPath) }).charges,
    refunds: () => new ProcessorBook({ entries: readJournal(journalPath) }).refunds,
  };
}

function spawnProcessor(journalPath: string, more: readonly string[]): Promise<{ child: ChildProcess; port: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "processor.ts"), journalPath, ...more], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    let trouble = "";
    child.stderr.on("data", (data: Buffer) => (trouble += data.toString()));
    child.stdout.on("data", (data: Buffer) => {
      said += data.toString();
      const port = /^listening (\d+)\n/.exec(said)?.[1];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the processor ended with ${code}: ${trouble}`)));
  });
}

function gone(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
