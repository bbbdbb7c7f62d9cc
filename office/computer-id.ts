/**
 * Which computer this is (BIL-20): a hash of its own id and name, so that a copied practice notices
 * that it woke up elsewhere. It tells nobody anything about the computer.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** 64 hexadecimal digits, the same at every start on this computer. */
export async function computerId(): Promise<string> {
  const machine = await machineId().catch(() => "");
  return createHash("sha256").update(`perennial\n${hostname()}\n${machine.trim()}`).digest("hex");
}

async function machineId(): Promise<string> {
  switch (process.platform) {
    case "win32":
      return ask("reg", ["query", "HKLM\\SOFTWARE\\Microsoft\\Cryptography", "/v", "MachineGuid"]);
    case "darwin":
      return (await ask("ioreg", ["-rd1", "-c", "IOPlatformExpertDevice"])).match(/IOPlatformUUID.*/)?.[0] ?? "";
    default:
      return readFile("/etc/machine-id", "utf8").catch(() => readFile("/var/lib/dbus/machine-id", "utf8"));
  }
}

async function ask(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, { timeout: 3000, windowsHide: true });
  return stdout;
}
