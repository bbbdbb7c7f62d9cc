/**
 * What a process did to the disk, as strace saw it: writes with their bytes, syncs, truncations,
 * names made and removed, and the words it said in between. Linux only; where strace is missing or
 * may not watch, `whyNoTrace` says so in words.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export type DiskEvent =
  | { readonly kind: "open"; readonly fd: number; readonly path: string; readonly creates: boolean }
  | { readonly kind: "close"; readonly fd: number }
  | { readonly kind: "write"; readonly fd: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: "sync"; readonly fd: number }
  | { readonly kind: "truncate"; readonly fd: number; readonly size: number }
  | { readonly kind: "unlink"; readonly path: string }
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "said"; readonly words: string };

/** A question mark lets strace pass over a call that this kind of computer does not have. */
const calls = "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,?fallocate,?pwritev,?unlink,unlinkat,?rename,?renameat,?renameat2,?open";

/** Why nothing can be watched here, or nothing when it can. */
export function whyNoTrace(): string | undefined {
  if (process.platform !== "linux") return `strace exists on Linux only, and this is ${process.platform}`;
  if (process.env["PERENNIAL_NO_STRACE"] === "1") return "strace is not installed";
  const tried = spawnSync("strace", ["-e", `trace=${calls}`, "-o", "/dev/null", process.execPath, "-e", "0"], { encoding: "utf8" });
  if (tried.error) return `strace cannot be started (${tried.error.message})`;
  return tried.status === 0 ? undefined : `strace may not watch a process here (${tried.stderr.trim().slice(0, 200)})`;
}

/** Runs `node ARGS` to its end and answers what it did, in order. */
export function traceNode(args: readonly string[], traceFile: string): DiskEvent[] {
  const ran = spawnSync(
    "strace",
    ["-xx", "-s", "2000000", "-e", `trace=${calls}`, "-e", "signal=none", "-o", traceFile, process.execPath, ...args],
    { encoding: "utf8", maxBuffer: 64_000_000 },
  );
  if (ran.status !== 0) throw new Error(`the watched process ended with ${ran.status}: ${ran.stderr}`);
  return parseTrace(readFileSync(traceFile, "latin1"));
}

export function parseTrace(text: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  for (const line of text.split("\n")) {
    const match = /^(\w+)\((.*)\)\s+= (\d+)/.exec(line);
    // Failed calls (= -1) did nothing, and signals and the end of the process are no calls.
    if (!match) continue;
    const [, call = "", text = "", result = ""] = match;
    const event = eventOf(call, text, Number(result));
    if (event) events.push(event);
  }
  return events;
}

function eventOf(call: string, text: string, result: number): DiskEvent | undefined {
  const texts = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((one) => Buffer.from((one[1] ?? "").replaceAll("\\x", ""), "hex"));
  const path = (index: number): string => texts[index]?.toString() ?? "";
  // What is left between the commas when the texts are gone: descriptors, offsets, flags.
  const values = text.replaceAll(/"[^"]*"/g, "").split(",").map((one) => one.trim());
  const fd = Number(values[0]);
  switch (call) {
    case "openat":
    case "open":
      return { kind: "open", fd: result, path: path(0), creates: text.includes("O_CREAT") };
    case "close":
      return { kind: "close", fd };
    case "pwrite64": {
      const data = (texts[0] ?? Buffer.alloc(0)).subarray(0, result);
      return { kind: "write", fd, offset: Number(values[3]), data };
    }
    case "write":
      return fd === 1 ? { kind: "said", words: path(0) } : { kind: "write", fd, offset: Number.NaN, data: Buffer.alloc(0) };
    case "fsync":
    case "fdatasync":
      return { kind: "sync", fd };
    case "ftruncate":
      return { kind: "truncate", fd, size: Number(values[1]) };
    case "unlink":
    case "unlinkat":
      return { kind: "unlink", path: path(0) };
    case "rename":
    case "renameat":
    case "renameat2":
      return { kind: "rename", from: path(0), to: path(1) };
    default:
      // A way to write that this harness does not know would make it prove nothing.
      throw new Error(`the watched process called ${call}`);
  }
}
