import { expect, test } from "vitest";
import { faultOf, readClosed, readNames, readQueues, readStandard, readTrays } from "./cups-words.ts";

const queues = [
  "printer Front_Desk is idle.  enabled since Mon 02 Nov 2026 08:00:00\n\tForm mounted:\n\tContent types: any\n\tDescription: Front desk HP\n\tAlerts: none\n",
  "printer Back now printing Back-12.  enabled since Mon 02 Nov 2026 08:00:00\n\tDescription: \n\tAlerts: media-low-warning\n",
  "printer Labels disabled since Mon 02 Nov 2026 08:00:00 -\n\tPaused\n\tDescription: Dymo\n\tAlerts: paused\n",
].join("");

test("DOC-9 each queue is told by its name, what people call it, and whether it prints", () => {
  expect(readQueues(queues)).toEqual([
    { name: "Front_Desk", label: "Front desk HP", state: "ready" },
    { name: "Back", label: "Back", state: "busy" },
    { name: "Labels", label: "Dymo", state: "stopped" },
  ]);
});

test.each([
  ["media-empty-error", "out_of_paper"],
  ["media-empty-warning", "out_of_paper"],
  ["media-empty-report", "out_of_paper"],
  ["media-needed", "out_of_paper"],
  ["media-jam-error", "jammed"],
  ["cover-open-warning", "waiting"],
  ["toner-empty-error", "waiting"],
  ["marker-supply-empty-error", "waiting"],
  ["offline-report", "offline"],
  ["connecting-to-device", "offline"],
  ["com.maker.happy-warning", "ready"],
  ["toner-low-report", "ready"],
  ["none", "ready"],
])("DOC-9 the alert %s reads as %s", (alert, state) => {
  expect(readQueues(`printer A is idle.  enabled since now\n\tDescription: A\n\tAlerts: ${alert}\n`)[0]?.state).toBe(state);
});

test("DOC-9 no paper weighs more than being stopped for it", () => {
  expect(readQueues("printer A disabled since now -\n\tx\n\tAlerts: media-empty-error paused\n")[0]?.state).toBe("out_of_paper");
});

test("DOC-9 a message in the place of alerts counts too", () => {
  expect(readQueues("printer A is idle.  enabled since now\n\tThe printer may not exist or is unavailable at this time.\n")[0]?.state).toBe("offline");
});

test.each(["", "lpstat: No destinations added.\n", "no printers here\nat all\n"])("DOC-9 where there are no queues, none is made up (%j)", (text) => {
  expect(readQueues(text)).toEqual([]);
});

test("DOC-9 printers that take no jobs, names, and the standard one are read line by line", () => {
  expect([...readClosed("A accepting requests since x\nB not accepting requests since x -\n\tRejecting Jobs\n")]).toEqual(["B"]);
  expect(readNames("Front_Desk\nBack\n\n")).toEqual(["Front_Desk", "Back"]);
  expect(readNames("lpstat: No destinations added.\n")).toEqual([]);
  expect(readStandard("system default destination: Back\n")).toBe("Back");
  expect(readStandard("no system default destination\n")).toBeNull();
});

test("DOC-9 trays are read from the driver's options, the old way and the driverless way", () => {
  const old = "PageSize/Media Size: *Letter A4\nInputSlot/Media Source: *Auto Tray1 Manual_Feed\nDuplex/2-Sided: None\n";
  expect(readTrays(old)).toEqual([
    { option: "InputSlot", id: "Auto", label: "Auto" },
    { option: "InputSlot", id: "Tray1", label: "Tray 1" },
    { option: "InputSlot", id: "Manual_Feed", label: "Manual Feed" },
  ]);
  expect(readTrays("media-source/Media Source: auto *tray-1 by-pass-tray\n").map(({ option, id, label }) => [option, id, label])).toEqual([
    ["media-source", "auto", "Auto"],
    ["media-source", "tray-1", "Tray 1"],
    ["media-source", "by-pass-tray", "By pass tray"],
  ]);
});

test("DOC-9 what is no plain name is never offered as a tray", () => {
  expect(readTrays("InputSlot/Media Source: *Tray1 -o $(x) Custom.WIDTHxHEIGHT ;rm\n").map(({ id }) => id)).toEqual(["Tray1", "Custom.WIDTHxHEIGHT"]);
  expect(readTrays("PageSize/Media Size: *Letter\n")).toEqual([]);
});

test.each([
  ["lp: The printer or class does not exist.", "printer_gone"],
  ['lp: Error - unknown destination "A/x".', "printer_gone"],
  ["lp: Error - scheduler not responding: Connection refused", "no_spooler"],
  ["lp: Bad file descriptor", "no_spooler"],
  ["lp: Destination A is not accepting jobs.", "not_taken"],
  ["", "not_taken"],
])("DOC-9 %j is understood as %s", (words, fault) => {
  expect(faultOf(words)).toBe(fault);
});
