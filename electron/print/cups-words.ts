/** What the commands of CUPS say, read line by line; they are always run in English (LC_ALL=C). */
import type { PrinterState, PrintFault, Tray } from "./backend.ts";

export type QueueLine = { readonly name: string; readonly label: string; readonly state: PrinterState };

/** `lpstat -l -p`: a line for each printer, with indented lines about it. */
export function readQueues(text: string): QueueLine[] {
  const queues: QueueLine[] = [];
  for (const stanza of text.split(/^(?=printer )/mu)) {
    const head = /^printer (\S+) (.*)$/mu.exec(stanza);
    if (head === null) continue;
    const [, name = "", doing = ""] = head;
    const label = /^\s+Description: (.+)$/mu.exec(stanza)?.[1]?.trim() ?? "";
    const alerts = /^\s+Alerts: (.+)$/mu.exec(stanza)?.[1] ?? "";
    queues.push({ name, label: label === "" ? name : label, state: stateOf(doing, `${alerts} ${stanza}`) });
  }
  return queues;
}

/**
 * IPP's reasons, the gravest first. Their endings (`-error`, `-warning`, `-report`) are not looked at:
 * an empty tray is told with any of them.
 */
const reasons: readonly (readonly [RegExp, PrinterState])[] = [
  [/\bmedia-(empty|needed)\b/u, "out_of_paper"],
  [/\bmedia-jam\b/u, "jammed"],
  [/\b(cover-open|door-open|interlock-open|toner-empty|marker-supply-empty|input-tray-missing|output-area-full|marker-waste-full)\b/u, "waiting"],
  [/\b(offline|connecting-to-device|timed-out|shutdown)\b|unable to locate printer|may not exist or is unavailable/iu, "offline"],
];

function stateOf(doing: string, words: string): PrinterState {
  const reason = reasons.find(([pattern]) => pattern.test(words))?.[1];
  if (reason !== undefined) return reason;
  if (doing.startsWith("disabled")) return "stopped";
  return doing.startsWith("now printing") ? "busy" : "ready";
}

/** `lpstat -a`: the printers that take no jobs now. */
export function readClosed(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^(\S+) not accepting requests/gmu)].map((line) => line[1] ?? ""));
}

/** `lpstat -e`: every name a job can be sent to, printers found on the network included. */
export function readNames(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.includes(" "));
}

/** `lpstat -d`. */
export function readStandard(text: string): string | null {
  return /^system default destination: (\S+)/mu.exec(text)?.[1] ?? null;
}

/** A paper source, with the option it is chosen by. */
export type CupsTray = Tray & { readonly option: string };

/** `lpoptions -l`: one option a line, `Name/What people read: *Standard Other`. */
export function readTrays(text: string): CupsTray[] {
  const line = /^(InputSlot|media-source)\/[^:]*:(.*)$/mu.exec(text);
  if (line === null) return [];
  const [, option = "", choices = ""] = line;
  return choices
    .trim()
    .split(/\s+/u)
    .map((choice) => choice.replace(/^\*/u, ""))
    .filter((id) => /^[A-Za-z0-9][A-Za-z0-9._+-]*$/u.test(id))
    .map((id) => ({ option, id, label: spoken(id) }));
}

/** `Tray1` is read as “Tray 1”, `by-pass-tray` as “By pass tray”. */
function spoken(id: string): string {
  const words = id.replaceAll(/[-_]+/gu, " ").replaceAll(/([a-z])([A-Z0-9])/gu, "$1 $2").replaceAll(/([0-9])([A-Z])/gu, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What `lp` said when it did not take a job. */
export function faultOf(stderr: string): PrintFault {
  if (/does not exist|unknown (printer|destination)|no such/iu.test(stderr)) return "printer_gone";
  if (/scheduler is not running|connection refused|unable to connect|bad file descriptor|no destinations/iu.test(stderr)) return "no_spooler";
  return "not_taken";
}
