import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { addDays, dayInZone } from "#domain/calendar.ts";
import { instantOf } from "#domain/instant.ts";
import { main } from "./main.ts";
import { newRequestId, openTestOffice, setUpPractice, type TestOffice } from "./testing.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let house: TestOffice;
const said: string[] = [];
const complained: string[] = [];
beforeEach(async () => {
  said.length = 0;
  complained.length = 0;
  vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  vi.spyOn(console, "error").mockImplementation((text: string) => void complained.push(text));
  house = await openTestOffice({ computerId: undefined as never });
});
afterEach(async () => {
  await house.dispose();
  vi.restoreAllMocks();
});

/** Makes a practice and closes the office, as it is when somebody types a command. */
async function closedPractice(kind: "live" | "training" = "live", name = "Maple Street Dental"): Promise<void> {
  const window = house.window();
  await setUpPractice(window, { kind, name });
  await window.client.setup.closePractice({ requestId: newRequestId() });
}

const run = (...words: string[]): Promise<number> => main([...words, "--data", house.dataDir]);
const result = (): unknown => JSON.parse(said.join("\n"));

describe("DSK-12 one piece of work from the command line", () => {
  test("verify answers 0 and every check as JSON", async () => {
    await closedPractice();
    expect(await run("verify")).toBe(0);
    expect(result()).toMatchObject({ breaches: [] });
    expect((result() as { checks: object[] }).checks.length).toBeGreaterThan(10);
  });

  test("backup leaves a file that restore takes again, with billing stopped (BIL-20)", async () => {
    await closedPractice();
    expect(await run("backup")).toBe(0);
    const { fileName } = result() as { fileName: string };
    expect(readdirSync(join(house.dataDir, "practices", "maple-street-dental", "backups"))).toContain(fileName);
    said.length = 0;
    expect(await run("restore", fileName)).toBe(0);
    expect(result()).toMatchObject({ breaches: 0 });
    const window = house.window();
    await window.client.setup.openPractice({ requestId: newRequestId(), slug: "maple-street-dental" });
    expect(await window.client.app.status({})).toMatchObject({ billingStop: { reason: "restored" } });
  });

  test("F-20 a training practice's clock goes on by days, a live one's does not", async () => {
    await closedPractice("training");
    expect(await run("training", "--advance", "2199-12-31")).toBe(1);
    expect(complained.at(-1)).toMatch(/^The training clock moves at most .*\.$/);
    const soon = addDays(dayInZone(instantOf(Date.now()), "America/New_York"), 3);
    expect(await run("training", "--advance", soon)).toBe(0);
    expect(result()).toMatchObject({ todayOn: soon });
    said.length = 0;
    expect(await run("bill", "--on", addDays(soon, 40), "--dry-run")).toBe(0);
    expect(result()).toMatchObject({ onDay: addDays(soon, 40), totalCents: 0, households: 0 });
  });

  test("F-20 of a live practice it is refused in a sentence", async () => {
    await closedPractice();
    expect(await run("training", "--advance", "2199-01-01")).toBe(1);
    expect(said).toEqual([]);
    expect(complained).toHaveLength(1);
    expect(complained[0]).toMatch(/^[A-Z].*\.$/);
  });
});

describe("F-17 what cannot be done is one sentence and an exit code", () => {
  test("without any practice", async () => {
    expect(await run("verify")).toBe(1);
    expect(complained).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
  });

  test("with several and no name: the names to choose from, with the usage", async () => {
    await closedPractice();
    await closedPractice("training", "Second Street");
    expect(await run("verify")).toBe(2);
    expect(complained[0]).toContain("Name one with --practice: maple-street-dental, second-street.");
    expect(await run("verify", "--practice", "second-street")).toBe(0);
    expect(await run("verify", "--practice", "third-street")).toBe(1);
  });

  test("with a practice that another office has open (R13)", async () => {
    await setUpPractice(house.window());
    expect(await run("verify")).toBe(1);
    expect(complained).toEqual([expect.stringContaining("already open")]);
  });

  test("with a backup that is none, or is elsewhere (S8)", async () => {
    await closedPractice();
    const before = readFileSync(join(house.dataDir, "practices", "maple-street-dental", "practice.db"));
    for (const name of ["nothing.db", "../practice.db", "/etc/passwd", "practice-2026-03-02T150000000Z-asked.db"]) expect(await run("restore", name), name).toBe(1);
    expect(readFileSync(join(house.dataDir, "practices", "maple-street-dental", "practice.db")).equals(before)).toBe(true);
    for (const sentence of complained) expect(sentence).not.toMatch(/ENOENT|SQLITE|\.ts|passwd/);
  });

  test("with a key that is spoilt", async () => {
    await closedPractice();
    writeFileSync(join(house.dataDir, "keys", "maple-street-dental.key"), "not a key");
    expect(await run("verify")).toBe(1);
    expect(complained).toEqual([expect.stringMatching(/key/i)]);
  });

  test("with a port that is taken: its number, and nothing is left running", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const heard = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [signal, process.listeners(signal as NodeJS.Signals)] as const);
    expect(await run("serve", "--port", String(port))).toBe(1);
    for (const [signal, before] of heard)
      for (const listener of process.listeners(signal as NodeJS.Signals)) if (!before.includes(listener)) process.off(signal, listener);
    expect(complained).toEqual([expect.stringContaining(String(port))]);
    await new Promise((resolve) => taken.close(resolve));
  });

  test("with words nobody knows: 2, what was wrong, and the usage", async () => {
    expect(await main(["dance"])).toBe(2);
    expect(complained[0]).toMatch(/^There is no command “dance”\.\n\nnpm run office/);
    expect(await main(["--help"])).toBe(0);
    expect(said[0]).toMatch(/^npm run office/);
  });
});
