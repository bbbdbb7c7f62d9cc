import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { fileKeyStore } from "../keys.ts";
import { newRequestId, openTestOffice, setUpPractice, type TestOffice, type TestWindow } from "../testing.ts";
import { blankForm, someAddress, typedLine, type Scene } from "../handlers/operations/scene.fixture.ts";
import { mailPassword, startMailServer, trustTestAuthority, type TestMailServer } from "./mail-server.fixture.ts";
import { openPassword, sealPassword } from "./password.ts";

// A document is made and a server is spoken to, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000 });

const open: (() => Promise<unknown> | void)[] = [];
beforeAll(() => trustTestAuthority());
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function practice(kind: "live" | "training" = "live"): Promise<{ house: TestOffice; window: TestWindow; there: TestMailServer }> {
  const there = await startMailServer();
  const house = await openTestOffice();
  open.push(() => there.close(), () => house.dispose());
  const window = house.window();
  await setUpPractice(window, { kind });
  return { house, window, there };
}

async function setUp({ client }: TestWindow, there: TestMailServer, password = mailPassword): Promise<void> {
  const { password: _, ...account } = there.account();
  await client.mail.saveAccount({ requestId: newRequestId(), basedOn: 0, isOn: true, account, password });
}

async function invoice({ client }: TestWindow, email = "lee@families.example"): Promise<number> {
  const { householdId, patientId } = await client.patients.add({
    requestId: newRequestId(),
    form: { ...blankForm, email },
    household: { newAddress: someAddress, contactPreference: "email" },
  });
  const today = async () => (await client.app.status({})).practice?.todayOn;
  const line = await typedLine({ today } as unknown as Scene, patientId);
  return (await client.invoices.issue({ requestId: newRequestId(), householdId, termsDays: 0, lines: [line] })).invoiceId;
}

/** Every byte that lies in the data folder. */
function everything(dir: string): Buffer {
  return Buffer.concat(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
}

describe("DOC-10 the office sends mail", () => {
  test("DOC-10 an invoice from the click to the mailbox, with the copy that is archived", async () => {
    const { house, window, there } = await practice();
    await setUp(window, there);
    const invoiceId = await invoice(window);
    const { toEmail } = await window.client.mail.sendInvoice({ requestId: newRequestId(), invoiceId: invoiceId as never });
    expect(toEmail).toBe("lee@families.example");
    expect(there.taken).toEqual([]);
    await house.office.tick();
    const [arrived] = await there.read();
    expect(arrived?.attachments).toMatchObject([{ mimeType: "application/pdf" }]);
    const { rows } = await window.client.outbox.list({});
    expect(rows).toMatchObject([{ state: "sent", staysHere: false, to: "lee@families.example" }]);
    const copy = await window.client.documents.open({ documentId: rows[0]?.documentId as never });
    expect(Buffer.from(copy.base64, "base64").equals(Buffer.from(arrived?.attachments[0]?.content as ArrayBuffer))).toBe(true);
    expect(arrived?.messageId).toMatch(/^<outbox-1\.\d+\..+@maple\.example>$/);
    await house.office.tick();
    expect(there.taken).toHaveLength(1);
  });

  test("DOC-10 the password lies nowhere in clear, comes back to no window, and still works after a restart", async () => {
    const { house, window, there } = await practice();
    const secret = "an app password that nobody else has";
    const { password: _, ...account } = there.account();
    await window.client.mail.saveAccount({ requestId: newRequestId(), basedOn: 0, isOn: true, account, password: secret });
    expect(JSON.stringify(await window.client.mail.account({}))).not.toContain(secret);
    window.connection.context.office.requirePractice().db.write((db) => db.touch("status"));
    expect(everything(house.dataDir).includes(Buffer.from(secret))).toBe(false);
    const row = window.connection.context.office.requirePractice().db.read((db) => db.get<{ sealed: string }>("select sealed_password as sealed from mail_account"));
    expect(Buffer.from(row?.sealed ?? "", "base64").includes(Buffer.from(secret))).toBe(false);
    const again = await house.reopen();
    open.push(() => again.dispose());
    const { folder } = again.window().connection.context.office.requirePractice();
    expect(await openPassword(fileKeyStore(join(house.dataDir, "keys")), folder.slug, account, row?.sealed ?? "")).toBe(secret);
  });

  test("DOC-10 the test button: what is wrong in plain words, and a message to ourselves when nothing is", async () => {
    const { window, there } = await practice();
    const { password: _, ...account } = there.account();
    const tried = (over: object, password: string | null) =>
      window.client.mail.test({ requestId: newRequestId(), account: { ...account, ...over }, password });
    expect((await tried({}, "wrong")).fault?.what).toMatch(/does not accept this user and password/);
    expect((await tried({ host: "mail.invalid" }, "wrong")).fault?.what).toMatch(/There is no mail server called mail\.invalid/);
    expect((await tried({}, null)).fault?.what).toBe("The password is not on this computer.");
    expect(there.taken).toEqual([]);
    expect(await tried({}, mailPassword)).toEqual({ toEmail: account.fromEmail, fault: null });
    expect(there.taken).toMatchObject([{ to: [account.fromEmail] }]);
    there.trouble.sender = { code: 553, words: "5.7.1 not yours" };
    expect((await tried({}, mailPassword)).fault).toMatchObject({ what: expect.stringContaining("does not let this account send as") as string, reply: expect.stringContaining("not yours") as string });
  });

  test("DOC-10 the kept password is tried for its own server and user only", async () => {
    const { window, there } = await practice();
    await setUp(window, there);
    const other = await startMailServer();
    open.push(() => other.close());
    const { password: _, ...account } = there.account();
    const tried = (over: object) => window.client.mail.test({ requestId: newRequestId(), account: { ...account, ...over }, password: null });
    expect((await tried({})).fault).toBeNull();
    // The same server under its other name is another server to a password.
    expect((await tried({ host: "127.0.0.1" })).fault?.what).toBe("The password is not on this computer.");
    expect((await tried({ username: "somebody@else.example" })).fault?.what).toBe("The password is not on this computer.");
    expect(other.signIns()).toBe(0);
  });

  test("DOC-10 a server that is away: the message waits, and goes when it is back, without anybody", async () => {
    const { house, window, there } = await practice();
    await setUp(window, there, "not the right one");
    const invoiceId = await invoice(window);
    await window.client.mail.sendInvoice({ requestId: newRequestId(), invoiceId: invoiceId as never });
    await house.office.tick();
    const waiting = await window.client.outbox.list({});
    expect(waiting.account?.what).toMatch(/does not accept this user and password/);
    expect(waiting.rows).toMatchObject([{ state: "queued", tries: 0 }]);
    const { password: _, ...account } = there.account();
    await window.client.mail.saveAccount({ requestId: newRequestId(), basedOn: 1, isOn: true, account, password: mailPassword });
    await house.office.tick();
    expect((await window.client.outbox.list({})).rows).toMatchObject([{ state: "sent" }]);
  });

  test("F-21 a training practice sends nothing, whatever its account says", async () => {
    const { house, window, there } = await practice("training");
    await setUp(window, there);
    const invoiceId = await invoice(window);
    await window.client.mail.sendInvoice({ requestId: newRequestId(), invoiceId: invoiceId as never });
    expect(await window.client.mail.test({ requestId: newRequestId(), account: (await window.client.mail.account({})).account, password: null })).toMatchObject({ fault: null });
    await house.office.tick();
    expect((await window.client.outbox.list({})).rows).toMatchObject([{ state: "sent", staysHere: true }]);
    expect(there.signIns()).toBe(0);
    expect(there.taken).toEqual([]);
  });
});

describe("DOC-10 the password at rest", () => {
  const place = { host: "smtp.maple.example", username: "desk" };
  const practiceOf = { slug: "maple", training: false };

  test("DOC-10 it opens for its own server and user, on its own computer, and unharmed", async () => {
    const house = await openTestOffice({ open: "nothing" });
    open.push(() => house.dispose());
    const keys = fileKeyStore(join(house.dataDir, "keys"));
    const sealed = await sealPassword(keys, practiceOf, place, "pässwörd");
    expect(await openPassword(keys, "maple", place, sealed)).toBe("pässwörd");
    expect(await sealPassword(keys, practiceOf, place, "pässwörd")).not.toBe(sealed);
    expect(await openPassword(keys, "maple", { ...place, host: "smtp.other.example" }, sealed)).toBeNull();
    expect(await openPassword(keys, "maple", { ...place, username: "other" }, sealed)).toBeNull();
    expect(await openPassword(keys, "elm", place, sealed)).toBeNull();
    expect(await openPassword(fileKeyStore(join(house.dataDir, "other")), "maple", place, sealed)).toBeNull();
    const bytes = Buffer.from(sealed, "base64");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    for (const damaged of [bytes.toString("base64"), "", "AAAA"]) expect(await openPassword(keys, "maple", place, damaged)).toBeNull();
  });

  test("DOC-10 its key is not the practice’s own, and no practice’s key can have its name", async () => {
    const house = await openTestOffice({ open: "nothing" });
    open.push(() => house.dispose());
    const keys = fileKeyStore(join(house.dataDir, "keys"));
    await keys.save("maple", Buffer.alloc(32, 7));
    await sealPassword(keys, practiceOf, place, "secret");
    expect(await keys.load("maple")).toEqual(Buffer.alloc(32, 7));
    expect(readdirSync(join(house.dataDir, "keys")).toSorted()).toEqual(["maple-mail-.key", "maple.key"]);
  });
});
