/** The practice's key over restarts, as safeStorage keeps it (control 15), through the real office. */
import { randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { closeRunning, isRealElectron, type Launched } from "../support/electron.ts";
import { callOffice, launchShell, makeInstallation, type Installation } from "../support/shell.ts";

let installation: Installation;
test.beforeEach(() => {
  installation = makeInstallation();
});
test.afterEach(async () => {
  await closeRunning();
  installation.forget();
});

const practice = (kind: "live" | "training") => ({
  requestId: randomUUID(),
  name: "Maple Street",
  kind,
  specialty: "dental",
  timeZone: "America/New_York",
  currency: "USD",
  ownerName: "Ana Reyes",
  username: "ana",
  password: "a quiet street with maples 12",
});

const make = (app: Launched, kind: "live" | "training") =>
  callOffice(app.page, "setup.createPractice", practice(kind));

/** The practice that is open, as the first screen is told. */
async function openName(app: Launched): Promise<string | undefined> {
  const { value } = await callOffice(app.page, "app.status");
  return (value as { practice: { name: string } | null }).practice?.name;
}

test("control 15 a live practice opens again after a restart, its key sealed and nowhere plain", async () => {
  test.setTimeout(60_000);
  const first = await launchShell(installation);
  expect(await make(first, "live")).toMatchObject({ status: 200 });
  await first.close();

  const second = await launchShell(installation);
  await expect.poll(() => openName(second)).toBe("Maple Street");
  const keys = join(installation.userData, "keys");
  const [name, ...others] = readdirSync(keys);
  expect([name, others]).toEqual(["maple-street.sealed.json", []]);
  const content = readFileSync(join(keys, name!));
  const { sealed } = JSON.parse(content.toString()) as { sealed: string };
  const key = await second.main(async ({ safeStorage }, text) => {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(text, "base64"));
    return result;
  }, sealed);
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  await second.close();

  const spellings = [key, Buffer.from(key, "base64").toString("hex"), Buffer.from(key, "base64")];
  for (const file of filesBelow(installation.dataDir).concat(filesBelow(keys))) {
    const bytes = readFileSync(file);
    for (const spelling of spellings) expect(bytes.includes(spelling), file).toBe(false);
  }
});

test("control 15 without a real keyring a live practice is refused in words, training works", async () => {
  test.skip(isRealElectron, "the keyring is chosen by the stand-in only");
  test.setTimeout(60_000);
  const app = await launchShell(installation, { STAND_IN_KEYRING: "basic_text" });
  expect(await make(app, "live")).toMatchObject({
    status: 422,
    value: { data: { code: "keychain_missing" } },
  });
  expect(await make(app, "training")).toMatchObject({ status: 200 });
  await app.close();
  const again = await launchShell(installation, { STAND_IN_KEYRING: "basic_text" });
  await expect.poll(() => openName(again)).toBe("Maple Street");
});

test("control 15 with another user's keychain the practice stays shut, and its key stays where it is", async () => {
  test.skip(isRealElectron, "the keychain is a file of the stand-in only");
  test.setTimeout(60_000);
  const first = await launchShell(installation);
  expect(await make(first, "live")).toMatchObject({ status: 200 });
  await first.close();
  const file = join(installation.userData, "keys", "maple-street.sealed.json");
  const before = readFileSync(file);
  const second = await launchShell(installation, { STAND_IN_KEYCHAIN: "another user's" });
  const opened = await callOffice(second.page, "setup.openPractice", {
    requestId: randomUUID(),
    slug: "maple-street",
  });
  expect(opened).toMatchObject({
    status: 422,
    value: { data: { code: "practice_key_unreadable" } },
  });
  expect(readFileSync(file)).toEqual(before);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
