import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { CheckProgress } from "#contract/mail-check.ts";
import { newRequestId, openTestOffice, setUpPractice, type TestOffice, type TestWindow } from "../testing.ts";
import { blankForm, someAddress, typedLine, type Scene } from "../handlers/operations/scene.fixture.ts";
import { startImapServer, type TestImapServer } from "./imap-server.fixture.ts";
import { mailPassword, mailUser, startMailServer, trustTestAuthority, type TestMailServer } from "./mail-server.fixture.ts";
import { returnedRaw } from "./returned-mail.fixture.ts";

// Documents are made and two servers are spoken to, also where many tests run at once.
vi.setConfig({ testTimeout: 180_000 });

const open: (() => Promise<unknown> | void)[] = [];
beforeAll(() => trustTestAuthority());
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

type Place = { readonly house: TestOffice; readonly window: TestWindow; readonly sending: TestMailServer; readonly reading: TestImapServer };

/** A practice whose account sends and whose mailbox is read, with the same user and password. */
async function practice(kind: "live" | "training" = "live", over: { readonly isOn?: boolean } = {}): Promise<Place> {
  const sending = await startMailServer();
  const reading = await startImapServer();
  const house = await openTestOffice();
  open.push(() => sending.close(), () => reading.close(), () => house.dispose());
  const window = house.window();
  await setUpPractice(window, { kind });
  const { password: _, ...account } = sending.account();
  await window.client.mail.saveAccount({ requestId: newRequestId(), basedOn: 0, isOn: true, account, password: mailPassword });
  await window.client.mailCheck.save({ requestId: newRequestId(), basedOn: 0, isOn: over.isOn ?? true, mailbox: placeOf(reading), password: null });
  return { house, window, sending, reading };
}

function placeOf(reading: TestImapServer, over: object = {}) {
  return { host: "localhost", port: reading.port, security: "tls" as const, isSame: true, username: "", readsJunk: false, ...over };
}

/** An invoice that went to this address; answers its message's id. */
async function mailed({ house, window, sending }: Place, email: string): Promise<string> {
  const { client } = window;
  const { householdId, patientId } = await client.patients.add({ requestId: newRequestId(), form: { ...blankForm, email }, household: { newAddress: someAddress, contactPreference: "email" } });
  const today = async () => (await client.app.status({})).practice?.todayOn;
  const line = await typedLine({ today } as unknown as Scene, patientId);
  const { invoiceId } = await client.invoices.issue({ requestId: newRequestId(), householdId, termsDays: 0, lines: [line] });
  await client.mail.sendInvoice({ requestId: newRequestId(), invoiceId });
  const before = sending.taken.length;
  await house.office.tick();
  const raw = sending.taken[before]?.raw ?? "";
  return /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? "";
}

async function checkNow({ client }: TestWindow): Promise<Extract<CheckProgress, { state: "done" }>> {
  let last: CheckProgress | undefined;
  for await (const event of await client.mailCheck.run({ requestId: newRequestId() })) last = event;
  if (last?.state !== "done") throw new Error("the check did not end");
  return last;
}

const states = async ({ client }: TestWindow) => (await client.outbox.list({})).rows.map(({ to, state }) => `${to} ${state}`);

describe("DOC-10 the office looks into the mailbox", () => {
  test("DOC-10 from the click to the mailbox and back: what came back is in the outbox, and the address gets no more mail", async () => {
    const place = await practice();
    const { window, reading } = place;
    const id = await mailed(place, "lee@families.example");
    expect(id).toMatch(/^<outbox-/);
    await reading.inbox(["From: Rosa <lee@families.example>\r\nSubject: Thank you\r\n\r\nviolet kettle", returnedRaw({ id })]);
    expect(await checkNow(window)).toMatchObject({ looked: 2, cameBack: 1, notOurs: 0, isStopped: false, fault: null });
    expect(await states(window)).toEqual(["lee@families.example came_back"]);
    expect(await window.client.mailCheck.settings({})).toMatchObject({ cameBack: 1, fault: null, last: { looked: 2, cameBack: 1 } });
    expect(await checkNow(window)).toMatchObject({ looked: 0, cameBack: 0 });
    // Of other mail nothing is kept anywhere, and its text never left the server.
    const all = Buffer.concat(readdirSync(place.house.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name))));
    for (const secret of ["violet kettle", "Thank you", mailPassword]) expect(all.includes(secret)).toBe(false);
    const heard = await reading.heard();
    expect(heard.filter((line) => /BODY\.PEEK\[\]/.test(line)).map((line) => line.split(" ")[2])).toEqual(["2"]);
    expect(heard.filter((line) => /^(SELECT|STORE|UID STORE|EXPUNGE|UID MOVE|APPEND)/.test(line))).toEqual([]);
  });

  test("DOC-10 by itself: soon after mail went out, then every ten minutes, with nobody at the desk", async () => {
    const place = await practice();
    const { house, window, reading } = place;
    const id = await mailed(place, "lee@families.example");
    const signIns = async () => (await reading.heard()).filter((line) => line === "AUTHENTICATE" || line === "LOGIN").length;
    const after = await signIns();
    expect(after).toBeGreaterThan(0);
    await reading.inbox([returnedRaw({ id })]);
    await house.office.tick();
    expect([await signIns(), await states(window)]).toEqual([after, ["lee@families.example sent"]]);
    house.pass(10 * 60_000);
    await house.office.tick();
    // The desk has locked itself meanwhile.
    await window.client.sessions.unlock({ requestId: newRequestId(), password: "violet kettle under bridge" });
    expect(await states(window)).toEqual(["lee@families.example came_back"]);
  });

  test("DOC-10 after a restart it goes on where it was", async () => {
    const place = await practice();
    const first = await mailed(place, "lee@families.example");
    await place.reading.inbox([returnedRaw({ id: first })]);
    await checkNow(place.window);
    const again = await place.house.reopen();
    open.push(() => again.dispose());
    const window = again.window();
    await window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: "violet kettle under bridge" });
    expect(await checkNow(window)).toMatchObject({ looked: 0, cameBack: 0, fault: null });
  });

  test("DOC-10 a check that fails says so in plain words, is quiet for the next good one, and late after a day", async () => {
    const { house, window, reading } = await practice();
    await reading.is({ refuses: "SEARCH" });
    expect((await checkNow(window)).fault?.what).toBe("The mail server localhost cannot show the mailbox right now.");
    expect(await window.client.mailCheck.settings({})).toMatchObject({ fault: { todo: "Nothing to do: it is asked again by itself." }, late: "" });
    house.pass(25 * 60 * 60_000);
    await window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: "violet kettle under bridge" });
    expect((await window.client.mailCheck.settings({})).late).toMatch(/^For more than a day/);
    await reading.is({});
    expect(await checkNow(window)).toMatchObject({ fault: null });
    expect(await window.client.mailCheck.settings({})).toMatchObject({ fault: null, late: "" });
  });

  test("DOC-10 stopped by whoever asked: it ends after the message in hand, and the next one reads the rest", async () => {
    const place = await practice();
    const id = await mailed(place, "lee@families.example");
    await place.reading.inbox([returnedRaw({ id })]);
    const stop = new AbortController();
    const events = await place.window.client.mailCheck.run({ requestId: newRequestId() }, { signal: stop.signal });
    await events.next();
    stop.abort();
    await events.return?.();
    expect(await checkNow(place.window)).toMatchObject({ isStopped: false });
    expect(await states(place.window)).toEqual(["lee@families.example came_back"]);
  });
});

describe("DOC-10 the mailbox is tried out", () => {
  test("DOC-10 each trouble in plain words; nothing is read and nothing is kept", async () => {
    const { window, reading } = await practice("live", { isOn: false });
    const tried = async (over: object, password: string | null = null) => (await window.client.mailCheck.test({ requestId: newRequestId(), mailbox: placeOf(reading, over), password })).fault?.what ?? "works";
    expect(await tried({})).toBe("works");
    expect(await tried({ isSame: false, username: mailUser }, mailPassword)).toBe("works");
    expect(await tried({ isSame: false, username: mailUser }, "wrong")).toBe(`The mail server localhost does not accept this user and password (${mailUser}).`);
    expect(await tried({ isSame: false, username: mailUser })).toBe("The password is not on this computer.");
    // The same server under its other name is another server to a password.
    expect(await tried({ host: "127.0.0.1" })).toBe("The password is not on this computer.");
    expect(await tried({ isSame: false, username: mailUser, host: "no-such-host.invalid" }, mailPassword)).toMatch(/^There is no mail server called no-such-host\.invalid/);
    await reading.put("INBOX", null);
    expect(await tried({})).toMatch(/cannot show the mailbox right now/);
    expect((await reading.heard()).filter((line) => /FETCH|SEARCH/.test(line))).toEqual([]);
  });

  test("DOC-10 while it is off nobody looks, and asking for it says where to switch it on", async () => {
    const { house, window, reading } = await practice("live", { isOn: false });
    await house.office.tick();
    await expect(checkNow(window)).rejects.toMatchObject({ data: { code: "mailbox_not_on" } });
    expect(await reading.heard()).toEqual([]);
  });

  test("F-21 a training practice asks nobody, whatever its settings say", async () => {
    const { house, window, reading } = await practice("training");
    await house.office.tick();
    expect(await checkNow(window)).toMatchObject({ looked: 0, fault: null });
    expect(await window.client.mailCheck.test({ requestId: newRequestId(), mailbox: placeOf(reading), password: null })).toEqual({ staysHere: true, fault: null });
    expect((await window.client.mailCheck.settings({})).staysHere).toBe(true);
    expect(await reading.heard()).toEqual([]);
  });
});
