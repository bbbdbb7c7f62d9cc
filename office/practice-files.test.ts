import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readLastPractice, writeLastPractice } from "./last-practice.ts";
import { practiceFolder, readLabel } from "./practice-folder.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "./testing.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let house: TestOffice;
let window: TestWindow;
beforeEach(async () => {
  house = await openTestOffice();
  window = house.window();
});
afterEach(() => house.dispose());

const slug = "maple-street-dental";
const folderOf = (name = slug): string => join(house.dataDir, "practices", name);
const fileOf = (name = slug): string => join(folderOf(name), "practice.db");
const keyOf = (name = slug): string => join(house.dataDir, "keys", `${name}.key`);
const open = (name = slug) => window.client.setup.openPractice({ requestId: newRequestId(), slug: name });
const close = () => window.client.setup.closePractice({ requestId: newRequestId() });
const make = async (over: Parameters<typeof setUpPractice>[1] = {}) => {
  await setUpPractice(window, over);
  await close();
};
const sha = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
const practices = async () => (await window.client.app.status({})).practices;
const posix = process.platform !== "win32";

describe("DSK-2 making a practice", () => {
  test.skipIf(!posix)("control 38 its folder, its file and its key are this account's alone", async () => {
    await make();
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    expect(mode(folderOf())).toBe("700");
    for (const part of ["backups", "documents", "logs"]) expect(mode(join(folderOf(), part)), part).toBe("700");
    expect([mode(keyOf()), mode(join(folderOf(), "practice.json")), mode(join(house.dataDir, "keys"))]).toEqual(["600", "600", "700"]);
  });

  test("nothing of it can be read from the disk but its label", async () => {
    await make({ ownerName: "Wilhelmina Quackenbush" });
    const bytes = readFileSync(fileOf());
    for (const word of ["Quackenbush", "Maple Street", "SQLite format", "create table", "argon2"]) expect(bytes.includes(word), word).toBe(false);
    expect(JSON.parse(readFileSync(join(folderOf(), "practice.json"), "utf8"))).toEqual({ name: "Maple Street Dental", kind: "live" });
  });

  test("a second one of the same name gets a folder, a key and a lineage of its own", async () => {
    await make();
    await make();
    expect((await practices()).map((practice) => practice.slug)).toEqual([slug, `${slug}-2`]);
    expect(readFileSync(keyOf()).equals(readFileSync(keyOf(`${slug}-2`)))).toBe(false);
  });

  test.each([
    ["../../etc", "etc"],
    ["CON", "practice"],
    ["王小明牙科", "practice"],
    ["Zahnärzte Müller & Söhne", "zahnarzte-muller-sohne"],
    ["a/b\\c:d*e", "a-b-c-d-e"],
  ])("S8 %j lives in the folder %s", async (name, expected) => {
    await make({ name });
    expect((await practices()).map((practice) => [practice.slug, practice.name])).toEqual([[expected, name]]);
  });

  test("what is refused leaves no folder, no draft and no key", async () => {
    for (const over of [{ password: "short" }, { currency: "KWD" }, { timeZone: "Mars/Olympus" }, { username: "a b" }])
      await expect(setUpPractice(window, over)).rejects.toMatchObject({ code: "REFUSAL" });
    expect(readdirSync(join(house.dataDir, "practices"))).toEqual([]);
    expect(existsSync(join(house.dataDir, "keys"))).toBe(false);
  });

  test("what a crash left is listed nowhere, and an old draft is cleared with the next making, a young one is not", async () => {
    const drafts = ["old", "young"].map((name) => join(house.dataDir, "practices", `.new-${name}`));
    for (const draft of drafts) {
      mkdirSync(draft, { recursive: true });
      writeFileSync(join(draft, "practice.db"), "half");
    }
    const long = Date.now() / 1000 - 7200;
    utimesSync(drafts[0] ?? "", long, long);
    expect(await practices()).toEqual([]);
    await make();
    expect(drafts.map(existsSync)).toEqual([false, true]);
  });
});

describe("which practices there are", () => {
  test("sorted by name; strange folders, empty folders and loose files are none", async () => {
    await make({ name: "Zebra" });
    await make({ name: "Alder" });
    const all = join(house.dataDir, "practices");
    for (const name of ["Upper Case", "..hidden", "empty", "nul"]) mkdirSync(join(all, name));
    writeFileSync(join(all, "loose"), "");
    expect((await practices()).map(({ name }) => name)).toEqual(["Alder", "Zebra"]);
  });

  test.each(["", '{"name":7}', '{"name":"X","kind":"secret"}'])("a label of %.30j is not believed; opening writes it anew", async (text) => {
    await make();
    writeFileSync(join(folderOf(), "practice.json"), text);
    expect(await readLabel(practiceFolder(house.dataDir, slug))).toEqual({ name: slug, kind: "live" });
    await open();
    expect((await practices())[0]).toEqual({ slug, name: "Maple Street Dental", kind: "live" });
  });

  test.each(["../keys", "..", "", "a/b", "MAPLE", "con", "x".repeat(65), "maple\u0000"])("S8 %j is the folder of none", (name) => {
    expect(() => practiceFolder(house.dataDir, name)).toThrow(expect.objectContaining({ code: "practice_not_found" }) as Error);
  });
});

describe("BIL-1 the practice that was open last", () => {
  test("opens again by itself, unless it was closed on purpose", async () => {
    await setUpPractice(window);
    expect(await readLastPractice(house.dataDir)).toBe(slug);
    house = await house.reopen();
    window = house.window();
    expect((await window.client.app.status({})).practice?.name).toBe("Maple Street Dental");
    await window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: testPassword });
    await close();
    house = await house.reopen();
    window = house.window();
    expect((await window.client.app.status({})).practice).toBeNull();
    expect(await readLastPractice(house.dataDir)).toBeUndefined();
  });

  test.each(["../../etc/passwd", "\u0000", "gone"])("a note of %.20j stops nobody: the office opens and offers what is there", async (note) => {
    await make();
    writeFileSync(join(house.dataDir, "last-practice"), note);
    house = await house.reopen();
    window = house.window();
    expect(await window.client.app.status({})).toMatchObject({ practice: null, practices: [{ slug }] });
    await open();
  });

  test("a note is written in one step and leaves no draft", async () => {
    for (const name of ["one", "two", null, "three"]) await writeLastPractice(house.dataDir, name);
    expect(await readLastPractice(house.dataDir)).toBe("three");
    expect(readdirSync(house.dataDir).filter((name) => name.startsWith("last-practice"))).toEqual(["last-practice"]);
  });
});

describe("R8, R12 a file found bad is told, never written to, and leaves the way free", () => {
  const spoil: [what: string, spoil: () => void, codes: string[]][] = [
    ["cut in half", () => truncateSync(fileOf(), Math.floor(statSync(fileOf()).size / 2)), ["practice_file_damaged", "practice_key_wrong"]],
    ["emptied", () => truncateSync(fileOf(), 0), ["practice_file_damaged", "practice_key_wrong"]],
    ["overwritten at its beginning", () => flip(0, 100), ["practice_file_damaged", "practice_key_wrong"]],
    ["overwritten in its middle", () => flip(Math.floor(statSync(fileOf()).size / 2), 4096), ["practice_file_damaged", "practice_key_wrong"]],
    ["replaced by another program's", () => writeFileSync(fileOf(), "PK\u0003\u0004 not ours".repeat(500)), ["practice_file_damaged", "practice_key_wrong"]],
  ];
  function flip(at: number, length: number): void {
    const bytes = readFileSync(fileOf());
    randomBytes(length).copy(bytes, at);
    writeFileSync(fileOf(), bytes);
  }

  test.each(spoil)("%s", async (_, damage, codes) => {
    await make();
    const sound = readFileSync(fileOf());
    damage();
    /** SQLite's own empty companions come with reading alone. */
    const parts = (): string[] => readdirSync(folderOf()).filter((name) => !name.endsWith("-shm") && statSync(join(folderOf(), name)).size > 0);
    const [before, partsBefore] = [sha(fileOf()), parts()];
    const refused = await open().catch((error: unknown) => error);
    expect(codes).toContain((refused as { data?: { code?: string } }).data?.code);
    expect(sha(fileOf())).toBe(before);
    expect(parts()).toEqual(partsBefore);
    writeFileSync(fileOf(), sound);
    expect((await open()).practice?.name).toBe("Maple Street Dental");
  });

  test("a key that is lost is a sentence of its own, and the right key opens again", async () => {
    await make();
    const key = readFileSync(keyOf());
    rmSync(keyOf());
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_key_missing" } });
    writeFileSync(keyOf(), `${randomBytes(32).toString("hex")}\n`);
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_key_wrong" } });
    writeFileSync(keyOf(), key);
    expect((await open()).practice?.name).toBe("Maple Street Dental");
  });

  test("a file that is not there is told, though its folder is", async () => {
    await make();
    rmSync(fileOf());
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_not_found" } });
    expect(existsSync(fileOf())).toBe(false);
  });
});

describe("R10 restoring from the first screen", () => {
  const backedUp = async (): Promise<string> => {
    await setUpPractice(window);
    const { fileName } = await window.client.upkeep.backUpNow({ requestId: newRequestId() });
    await close();
    return fileName;
  };
  const restore = (fileName: string, name = slug) => window.client.setup.restore({ requestId: newRequestId(), slug: name, fileName });

  test("nobody rolls a sound practice back without signing in; a broken or lost one is put right, and waits before it bills (BIL-20)", async () => {
    const fileName = await backedUp();
    const before = sha(fileOf());
    await expect(restore(fileName)).rejects.toMatchObject({ data: { code: "restore_needs_sign_in" } });
    expect(sha(fileOf())).toBe(before);
    writeFileSync(fileOf(), randomBytes(40_000));
    expect(await restore(fileName)).toMatchObject({ breaches: 0, status: { practice: { name: "Maple Street Dental" }, session: null, billingStop: { reason: "restored" } } });
    await window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: testPassword });
    await close();
    rmSync(fileOf());
    expect((await practices()).map((practice) => practice.slug)).toEqual([slug]);
    expect(await restore(fileName)).toMatchObject({ breaches: 0 });
  });

  test("S8 what is no backup of ours is refused under any name, and nothing takes the file's place", async () => {
    await backedUp();
    writeFileSync(fileOf(), "damaged");
    for (const fileName of ["../../last-practice", "practice.db", "practice-2020-01-01T000000000Z-asked.db", "x.db", ".", "/etc/passwd"])
      await expect(restore(fileName), fileName).rejects.toMatchObject({ code: "REFUSAL" });
    await expect(restore("practice.db", "nowhere")).rejects.toMatchObject({ data: { code: "backup_not_found" } });
    expect(readFileSync(fileOf(), "utf8")).toBe("damaged");
  });

  test("a backup whose bytes were changed is refused, and nothing takes the file's place", async () => {
    const fileName = await backedUp();
    const backup = join(folderOf(), "backups", fileName);
    const bytes = readFileSync(backup);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(backup, bytes);
    writeFileSync(fileOf(), "damaged");
    await expect(restore(fileName)).rejects.toMatchObject({ code: "REFUSAL" });
    expect(readFileSync(fileOf(), "utf8")).toBe("damaged");
  });
});
