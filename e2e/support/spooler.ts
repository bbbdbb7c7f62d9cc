/** A computer's printing for desktop tests: the shell's stand-in commands over a folder of their own. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Spooler = ReturnType<typeof makeSpooler>;

/** Lines of `name|description|what it does|alerts|why closed`, as the stand-in's lpstat reads them. */
export function makeSpooler() {
  const folder = mkdtempSync(join(tmpdir(), "perennial-spool-"));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  put("printers", "");
  return {
    /** For the shell's environment. */
    env: { SPOOL: folder, PERENNIAL_PRINT_COMMANDS: join(import.meta.dirname, "../../electron/print/stand-in-spooler") },
    put,
    setPrinters: (...lines: string[]) => put("printers", lines.map((line) => `${line}\n`).join("")),
    /** How many jobs were offered, taken or not. */
    tried: () => (existsSync(join(folder, "count")) ? Number(readFileSync(join(folder, "count"), "utf8")) : 0),
    /** The words of the Nth job on the command line, or undefined when it was not taken. */
    words: (number: number) =>
      existsSync(join(folder, `job-${number}.args`)) ? readFileSync(join(folder, `job-${number}.args`), "utf8").trimEnd().split("\n") : undefined,
    bytes: (number: number) => readFileSync(join(folder, `job-${number}.pdf`)),
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}
