/**
 * The log (DSK-9): a few lines a day of what the office did and every fault once, by incident code.
 * It never holds a value: no name, no amount, no message of an error, only kinds and places in our
 * own source. Files are rotated and old ones removed.
 */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { pino, type Logger } from "pino";
import { Refusal } from "#domain/refusal.ts";

const fileName = "perennial.log";
const largestBytes = 1_000_000;
const keptFiles = 5;

export type OfficeLog = Logger & { moveTo(dir: string): void };

/** Logs into `dir`; `moveTo` goes on in another folder, such as that of the practice just opened. */
export function openLog(dir: string): OfficeLog {
  const file = new RotatingFile(dir);
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ["*.password", "password"] },
    file,
  );
  return Object.assign(logger, { moveTo: (next: string) => file.moveTo(next) });
}

class RotatingFile {
  #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  moveTo(dir: string): void {
    this.#dir = dir;
  }

  write(line: string): void {
    try {
      mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
      const file = join(this.#dir, fileName);
      if (sizeOf(file) + line.length > largestBytes) rotate(file);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not stop the office; a full disk is told by the work itself.
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(file: string): void {
  rmSync(`${file}.${keptFiles - 1}`, { force: true });
  for (let number = keptFiles - 2; number >= 1; number -= 1) moveIfThere(`${file}.${number}`, `${file}.${number + 1}`);
  moveIfThere(file, `${file}.1`);
}

function moveIfThere(from: string, to: string): void {
  if (sizeOf(from) > 0) renameSync(from, to);
}

/** An error as the log may hold it: its kind, the database's code, and where in our source it was. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    kind: error.name,
    ...(code !== undefined && /^[A-Za-z_]{1,60}$/.test(code) ? { code } : {}),
    ...(error instanceof Refusal ? { refusal: error.code } : {}),
    at: placesOf(withoutMessage(error)),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

/** The stack after its message, which may hold values and even look like frames. */
function withoutMessage(error: Error): string {
  const stack = error.stack ?? "";
  const start = error.message === "" ? -1 : stack.indexOf(error.message);
  return start < 0 ? stack : stack.slice(start + error.message.length);
}

/** The frames of a stack as `function file:line`, without folders and without the message. */
function placesOf(stack: string): string[] {
  return stack
    .split("\n")
    .map((line) => /^\s+at (?:(?:async )?([\w.<>#$ ]+) )?\(?(.+?):(\d+):\d+\)?$/.exec(line))
    .filter((match) => match !== null)
    .slice(0, 12)
    .map(([, name, file, line]) => `${name ?? ""} ${basename(file ?? "")}:${line}`.trim());
}
