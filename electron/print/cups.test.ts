import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PrintJob } from "./backend.ts";
import { chooseBackend } from "./choose-backend.ts";
import { cupsBackend } from "./cups.ts";
import { commandsIn } from "./run-command.ts";
import { makeSpooler, spoolerCommands } from "./spooler.fixture.ts";

type Spooler = ReturnType<typeof makeSpooler>;
let spooler: Spooler;
beforeEach(() => {
  spooler = makeSpooler(
    [
      { name: "Front", description: "Front desk" },
      { name: "Back", description: "Back office", alerts: "media-empty-error" },
      { name: "Closed", description: "Old one", closed: "Rejecting Jobs" },
      { name: "Hall", doing: "network" },
    ],
    "Front",
  );
  spooler.put("options-Front", "InputSlot/Media Source: *Auto Tray1 Tray2\n");
  vi.stubEnv("SPOOL", spooler.folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  spooler.forget();
});

const patience = 60_000;
const backend = () => cupsBackend(commandsIn(spoolerCommands, patience));
const bytes = new Uint8Array([...Buffer.from("%PDF-1.7\n"), 0, 255, 10, 13, 128]);
const job = (choice: Partial<PrintJob["choice"]> = {}, kind: PrintJob["kind"] = "invoice"): PrintJob => ({
  bytes,
  kind,
  choice: { printer: "Front", tray: null, copies: 1, sides: "printer", ...choice },
});

describe("the printers of a Mac or Linux computer", () => {
  test("DOC-9 all are listed with what they are doing, those of the network too", async () => {
    expect(await backend().list()).toEqual({
      printers: [
        { name: "Back", label: "Back office", state: "out_of_paper" },
        { name: "Closed", label: "Old one", state: "stopped" },
        { name: "Front", label: "Front desk", state: "ready" },
        { name: "Hall", label: "Hall", state: "unknown" },
      ],
      standard: "Front",
      canChooseTray: true,
    });
  });

  test("DOC-9 a standard printer that is gone is none", async () => {
    spooler.put("standard", "Sold");
    expect((await backend().list()).standard).toBeNull();
  });

  test("DOC-9 no printers, printing switched off and commands that are missing all list none", async () => {
    spooler.setPrinters([]);
    expect((await backend().list()).printers).toEqual([]);
    spooler.put("down", "");
    expect((await backend().list()).printers).toEqual([]);
    expect((await cupsBackend(commandsIn(`${spooler.folder}/nowhere`, patience)).list()).printers).toEqual([]);
  });

  test("DOC-9 trays come from the printer's own options", async () => {
    expect((await backend().trays("Front")).map(({ id }) => id)).toEqual(["Auto", "Tray1", "Tray2"]);
    expect(await backend().trays("Back")).toEqual([]);
  });
});

describe("a job", () => {
  test("DOC-9 reaches the printer byte for byte, unscaled, without a file of ours or a person's name", async () => {
    expect(await backend().print(job())).toEqual({ state: "ready" });
    const taken = spooler.job(1);
    expect(taken?.bytes).toEqual(bytes);
    expect(taken?.args).toEqual(["-d", "Front", "-n", "1", "-t", "Perennial invoice", "-o", "print-scaling=none", "-"]);
  });

  test("DOC-9 carries copies, sides and tray as they were chosen", async () => {
    await backend().print(job({ copies: 3, sides: "long", tray: "Tray2" }, "statement"));
    expect(spooler.job(1)?.args).toEqual(
      ["-d", "Front", "-n", "3", "-t", "Perennial statement", "-o", "print-scaling=none", "-o", "sides=two-sided-long-edge", "-o", "InputSlot=Tray2", "-"],
    );
    await backend().print(job({ sides: "short" }));
    await backend().print(job({ sides: "one" }));
    expect([2, 3].map((number) => spooler.job(number)?.args.find((word) => word.startsWith("sides=")))).toEqual(["sides=two-sided-short-edge", "sides=one-sided"]);
  });

  test("DOC-9 for a tray the printer does not have any more is not sent to another tray", async () => {
    expect(await backend().print(job({ tray: "Tray9" }))).toEqual({ fault: "tray_gone" });
    expect(spooler.job(1)).toBeUndefined();
  });

  test("DOC-9 that waits for paper is told so", async () => {
    expect(await backend().print(job({ printer: "Back" }))).toEqual({ state: "out_of_paper" });
  });

  test.each([
    ["lp: Destination Front is not accepting jobs.", "not_taken"],
    ["lp: Error - scheduler not responding.\nlp: Connection refused", "no_spooler"],
  ])("DOC-9 that is refused with %j was not printed", async (words, fault) => {
    spooler.put("refuse-1", words);
    expect(await backend().print(job())).toEqual({ fault });
    expect(spooler.job(1)).toBeUndefined();
  });

  test("DOC-9 for a printer that went in between is not printed", async () => {
    expect(await backend().print(job({ printer: "Sold" }))).toEqual({ fault: "printer_gone" });
  });

  test("DOC-9 the system does not answer is in doubt, and said to be", async () => {
    spooler.put("slow", "");
    const quick = cupsBackend(commandsIn(spoolerCommands, patience), commandsIn(spoolerCommands, 1_500));
    expect(await quick.print(job())).toEqual({ fault: "unsure" });
  });

  test("DOC-9 without the system's commands is not printed", async () => {
    const none = commandsIn(`${spooler.folder}/nowhere`, patience);
    expect(await cupsBackend(none).print(job())).toEqual({ fault: "no_spooler" });
  });

  test("DOC-9 of many megabytes that is refused at once does not bring the app down", async () => {
    spooler.put("refuse-1", "lp: Request entity too large");
    expect(await backend().print({ ...job(), bytes: new Uint8Array(8_000_000).fill(37) })).toEqual({ fault: "not_taken" });
  });
});

test("DOC-9 Windows, and a system without CUPS, print by the built-in viewer", async () => {
  const viewer = { ...backend(), trays: () => Promise.resolve([{ id: "viewer", label: "viewer" }]) };
  const trayOf = async (platform: NodeJS.Platform, folder: string) => (await chooseBackend({ platform, folder, viewer: () => viewer }).trays("Front"))[0]?.id;
  expect(await trayOf("win32", spoolerCommands)).toBe("viewer");
  expect(await trayOf("linux", `${spooler.folder}/nowhere`)).toBe("viewer");
  expect(await trayOf("linux", spoolerCommands)).toBe("Auto");
  expect(await trayOf("darwin", spoolerCommands)).toBe("Auto");
});
