/**
 * Printing on Mac and Linux, by the system's own commands (CUPS): `lp` takes the PDF on its standard
 * input, so that no copy of it lies in a folder, and prints it as it is, not scaled. What is named on
 * the command line says nothing of a person.
 */
import { printKindWords } from "#contract/printing-words.ts";
import type { PrintBackend, PrinterState, PrintJob } from "./backend.ts";
import { faultOf, readClosed, readNames, readQueues, readStandard, readTrays, type CupsTray } from "./cups-words.ts";
import type { RunCommand } from "./run-command.ts";

const sidesOptions = { printer: null, one: "one-sided", long: "two-sided-long-edge", short: "two-sided-short-edge" } as const;

/** `ask` runs the commands that only tell, `send` the one that prints and may take longer. */
export function cupsBackend(ask: RunCommand, send: RunCommand = ask): PrintBackend {
  const say = async (command: string, ...args: string[]): Promise<string> => {
    const ran = await ask(command, args);
    return ran.ended === "yes" ? ran.stdout : "";
  };
  const trays = async (printer: string): Promise<CupsTray[]> => readTrays(await say("lpoptions", "-p", printer, "-l"));
  const stateOf = async (printer: string): Promise<PrinterState> =>
    readQueues(await say("lpstat", "-l", "-p", printer)).find(({ name }) => name === printer)?.state ?? "unknown";

  return {
    async list() {
      const [queues, closed, names, standard] = await Promise.all([
        say("lpstat", "-l", "-p").then(readQueues),
        say("lpstat", "-a").then(readClosed),
        say("lpstat", "-e").then(readNames),
        say("lpstat", "-d").then(readStandard),
      ]);
      const known = new Map(queues.map((queue) => [queue.name, queue]));
      const all = [...new Set([...known.keys(), ...names])].toSorted((a, b) => a.localeCompare(b));
      const printers = all.map((name) => {
        const queue = known.get(name) ?? { name, label: name, state: "unknown" as const };
        return closed.has(name) && (queue.state === "ready" || queue.state === "busy") ? { ...queue, state: "stopped" as const } : queue;
      });
      return { printers, standard: standard !== null && all.includes(standard) ? standard : null, canChooseTray: true };
    },

    async trays(printer) {
      return (await trays(printer)).map(({ id, label }) => ({ id, label }));
    },

    async print({ bytes, kind, choice }: PrintJob) {
      const options = ["-d", choice.printer, "-n", String(choice.copies), "-t", `Perennial ${printKindWords[kind]}`, "-o", "print-scaling=none"];
      const sides = sidesOptions[choice.sides];
      if (sides !== null) options.push("-o", `sides=${sides}`);
      if (choice.tray !== null) {
        const tray = (await trays(choice.printer)).find(({ id }) => id === choice.tray);
        if (tray === undefined) return { fault: "tray_gone" };
        options.push("-o", `${tray.option}=${tray.id}`);
      }
      const ran = await send("lp", [...options, "-"], bytes);
      if (ran.ended === "missing") return { fault: "no_spooler" };
      // Ended by us: the job may have reached the queue before.
      if (ran.ended === "late") return { fault: "unsure" };
      if (ran.code !== 0) return { fault: faultOf(ran.stderr) };
      return { state: await stateOf(choice.printer) };
    },
  };
}
