/**
 * The one desk all windows print over (DOC-9): a job goes only to a printer the system has at that
 * moment, and one after the other, so that the pages of two windows do not get mixed.
 */
import type { WindowCommands } from "#contract/desktop.ts";
import type { FoundPrinters, PrintBackend, PrintJob, PrintOutcome, Tray } from "./backend.ts";
import type { PrintingSettings, WorkstationPrinting } from "./settings-file.ts";

export class PrintDesk {
  private readonly backend: PrintBackend;
  private readonly settings: PrintingSettings;
  private last: Promise<unknown> = Promise.resolve();

  constructor(backend: PrintBackend, settings: PrintingSettings) {
    this.backend = backend;
    this.settings = settings;
  }

  list(): Promise<FoundPrinters> {
    return this.backend.list();
  }

  /** None for a printer the system does not have. */
  async trays(printer: string): Promise<readonly Tray[]> {
    return (await this.isThere(printer)) ? this.backend.trays(printer) : [];
  }

  read(): WorkstationPrinting {
    return this.settings.read();
  }

  change(change: WindowCommands["change-printing"]): WorkstationPrinting {
    return this.settings.change(change);
  }

  print(job: PrintJob): Promise<PrintOutcome> {
    const turn = this.last.then(() => this.printNow(job));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async printNow(job: PrintJob): Promise<PrintOutcome> {
    const { printer } = job.choice;
    const failed = (fault: Extract<PrintOutcome, { outcome: "failed" }>["fault"]): PrintOutcome => ({ outcome: "failed", fault, printer });
    if (!isPdf(job.bytes)) return failed("not_a_pdf");
    const { printers } = await this.backend.list();
    if (printers.length === 0) return failed("no_printers");
    if (!printers.some(({ name }) => name === printer)) return failed("printer_gone");
    const answer = await this.backend.print(job);
    return "fault" in answer ? failed(answer.fault) : { outcome: "handed_over", printer, state: answer.state };
  }

  private async isThere(printer: string): Promise<boolean> {
    return (await this.backend.list()).printers.some(({ name }) => name === printer);
  }
}

/** A PDF says so in its first bytes; a printer would spit out anything else as pages of signs. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}
