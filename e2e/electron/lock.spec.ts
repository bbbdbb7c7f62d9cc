/** The computer's lock locks the practice, and the person goes on with their password (S9). */
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { closeRunning, type Launched } from "../support/electron.ts";
import { callOffice, launchShell, makeInstallation, tellOfPower, type Installation } from "../support/shell.ts";

const password = "a quiet street with maples 12";
let installation: Installation;
let app: Launched;

test.beforeAll(async () => {
  installation = makeInstallation();
  app = await launchShell(installation);
  const made = await callOffice(app.page, "setup.createPractice", {
    requestId: randomUUID(),
    name: "Maple Street",
    kind: "training",
    specialty: "dental",
    timeZone: "America/New_York",
    currency: "USD",
    ownerName: "Ana Reyes",
    username: "ana",
    password,
  });
  expect(made.status).toBe(200);
  expect(await session()).toMatchObject({ name: "Ana Reyes", locked: false });
});
test.afterAll(async () => {
  await closeRunning();
  installation.forget();
});

async function session(): Promise<{ name: string; locked: boolean } | null> {
  const { value } = await callOffice(app.page, "app.status");
  return (value as { session: { name: string; locked: boolean } | null }).session;
}

const unlock = () => callOffice(app.page, "sessions.unlock", { requestId: randomUUID(), password });

for (const event of ["lock-screen", "suspend", "resume", "user-did-resign-active"]) {
  test(`S9 ${event} locks at once, for every connection of the window`, async () => {
    expect(await session()).toMatchObject({ name: "Ana Reyes", locked: false });
    expect((await callOffice(app.page, "practice.settings")).status).toBe(200);
    await tellOfPower(app, event);
    expect((await callOffice(app.page, "practice.settings")).status).toBe(423);
    expect(await session()).toMatchObject({ name: "Ana Reyes", locked: true });
    expect((await unlock()).status).toBe(200);
    expect((await callOffice(app.page, "practice.settings")).status).toBe(200);
  });
}

test("DSK-4 a reloaded window keeps its seat", async () => {
  await app.page.reload();
  expect(await session()).toMatchObject({ name: "Ana Reyes", locked: false });
});
