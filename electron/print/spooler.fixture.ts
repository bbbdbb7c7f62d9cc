/** The stand-in spooler of a test: real processes that take jobs into a folder of their own. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const spoolerCommands = join(import.meta.dirname, "stand-in-spooler");

export type SpoolPrinter = {
  readonly name: string;
  readonly description?: string;
  /** As lpstat says it, such as `disabled`; `network` = found there, without a queue. */
  readonly doing?: string;
  readonly alerts?: string;
  /** Why it takes no jobs. */
  readonly closed?: string;
};

/** A spooler; its folder is named in SPOOL while the test runs. */
export function makeSpooler(printers: readonly SpoolPrinter[], standard = "") {
  const folder = mkdtempSync(join(tmpdir(), "perennial-spool-"));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const setPrinters = (now: readonly SpoolPrinter[]): void =>
    put("printers", now.map(({ name, description = "", doing = "", alerts = "", closed = "" }) => `${name}|${description}|${doing}|${alerts}|${closed}\n`).join(""));
  setPrinters(printers);
  put("standard", standard);
  return {
    folder,
    setPrinters,
    put,
    /** The Nth job the system took: its words on the command line and its bytes; undefined when it took none. */
    job(number: number) {
      const file = join(folder, `job-${number}.pdf`);
      if (!existsSync(file)) return undefined;
      const args = readFileSync(join(folder, `job-${number}.args`), "utf8").trimEnd().split("\n");
      return { args, bytes: new Uint8Array(readFileSync(file)) };
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}
