/** Printers as the computer tells of them (DOC-9). */

/**
 * `unknown` where the system does not say (Windows); `waiting` for what a person must look at there,
 * such as an open cover or no toner.
 */
export const printerStates = ["ready", "busy", "out_of_paper", "jammed", "waiting", "offline", "stopped", "unknown"] as const;
export type PrinterState = (typeof printerStates)[number];

export type Printer = {
  /** The system's own name for it: what a job is sent to. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  readonly state: PrinterState;
};

/** What a paper source is called in the driver, and by the maker. */
export type Tray = { readonly id: string; readonly label: string };

export type FoundPrinters = {
  readonly printers: readonly Printer[];
  /** The system's own choice; null where it has none, or does not say. */
  readonly standard: string | null;
  /** Whether a job can name its paper source here (Mac and Linux). */
  readonly canChooseTray: boolean;
};

/** Whether a page sent now would come out without a person going there first. */
export function isReachable({ state }: Pick<Printer, "state">): boolean {
  return state === "ready" || state === "busy" || state === "unknown";
}

export const printerStateWords: Readonly<Record<PrinterState, string>> = {
  ready: "Ready",
  busy: "Printing",
  out_of_paper: "Out of paper",
  jammed: "Paper is stuck",
  waiting: "Wants somebody there",
  offline: "Cannot be reached",
  stopped: "Stopped",
  unknown: "Not told by the system",
};
