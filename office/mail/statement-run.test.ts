import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { BatchProgress } from "#contract/statements.ts";
import { testFolder } from "#db/testing.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { blankForm, cashOf, someAddress, typedLine, type Scene } from "../handlers/operations/scene.fixture.ts";
import { newRequestId, openTestOffice, setUpPractice, type TestOffice, type TestWindow } from "../testing.ts";
import { expiredServer } from "./certificates.fixture.ts";
import { mailPassword, startMailServer, trustTestAuthority, type TestMailServer } from "./mail-server.fixture.ts";

// Documents are made and a server is spoken to, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000 });

const open: (() => Promise<unknown> | void)[] = [];
beforeAll(() => trustTestAuthority());
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

type Place = { house: TestOffice; window: TestWindow; there: TestMailServer };

async function practice(over: Parameters<typeof startMailServer>[0] = {}, password = mailPassword): Promise<Place> {
  const there = await startMailServer(over);
  const house = await openTestOffice();
  open.push(() => there.close(), () => house.dispose());
  const window = house.window();
  await setUpPractice(window, { kind: "live" });
  const { password: _, ...account } = there.account();
  await window.client.mail.saveAccount({ requestId: newRequestId(), basedOn: 0, isOn: true, account, password });
  return { house, window, there };
}

/** A family that owes 50.00; by e-mail when it has an address. */
async function owing({ client }: TestWindow, last: string, email = ""): Promise<HouseholdId> {
  const { householdId, patientId } = await client.patients.add({
    requestId: newRequestId(),
    form: { ...blankForm, lastName: last, email },
    household: { newAddress: someAddress, contactPreference: email === "" ? "print" : "email" },
  });
  const today = async () => (await client.app.status({})).practice?.todayOn;
  const line = await typedLine({ today } as unknown as Scene, patientId);
  await client.invoices.issue({ requestId: newRequestId(), householdId, termsDays: 0, lines: [line] });
  return householdId;
}

type Done = Extract<BatchProgress, { state: "done" }>;

async function run({ client }: TestWindow, householdIds: readonly HouseholdId[], inBetween: (event: BatchProgress) => Promise<void> = async () => undefined, signal?: AbortSignal): Promise<{ done: Done; steps: number[] }> {
  const steps: number[] = [];
  const stream = await client.statements.runBatch({ requestId: newRequestId(), householdIds: [...householdIds], fromOn: null, note: "" }, signal ? { signal } : {});
  for await (const event of stream) {
    await inBetween(event);
    if (event.state === "done") return { done: event, steps };
    steps.push(event.done);
  }
  throw new Error("the run had no end");
}

const states = async ({ client }: TestWindow): Promise<string[]> => (await client.outbox.list({})).rows.map(({ to, state }) => `${to} ${state}`).toSorted();

async function textOf({ client }: TestWindow, documentId: DocumentId): Promise<string> {
  const { base64 } = await client.documents.open({ documentId });
  const folder = testFolder();
  open.push(() => folder.dispose());
  const file = join(folder.path, "statement.pdf");
  writeFileSync(file, Buffer.from(base64, "base64"));
  return execFileSync("pdftotext", ["-layout", file, "-"]).toString();
}

const hasPdfTools = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].some((path) => existsSync(path));

describe("DOC-5 a run of statements through a real mail server", () => {
  test("DOC-5 DOC-10 by e-mail each to its own household, once, with the very copy that is archived; the others in one file", async () => {
    const { house, window, there } = await practice();
    const [lee, ortiz, cohen] = [await owing(window, "Lee", "lee@families.example"), await owing(window, "Ortiz", "ortiz@families.example"), await owing(window, "Cohen")];
    const rows = await window.client.statements.candidates({});
    expect(rows.map(({ by, toEmail }) => `${by} ${toEmail}`).toSorted()).toEqual(["email lee@families.example", "email ortiz@families.example", "print "]);
    const { done, steps } = await run(window, [lee, ortiz, cohen]);
    expect(done).toMatchObject({ printed: 1, mailed: 2, pages: 1, totalCents: 15_000, leftOut: [], missingCharacters: [] });
    expect(steps[0]).toBe(0);
    await house.office.tick();
    await house.office.tick();
    expect(there.taken.flatMap(({ to }) => to).toSorted()).toEqual(["lee@families.example", "ortiz@families.example"]);
    expect(await states(window)).toEqual(["lee@families.example sent", "ortiz@families.example sent"]);
    const { rows: documents } = await window.client.documents.list({ householdId: lee });
    const copy = await window.client.documents.open({ documentId: documents[0]?.documentId as DocumentId });
    const message = (await there.read()).find(({ to }) => to?.[0]?.address === "lee@families.example");
    expect(Buffer.from(message?.attachments[0]?.content as ArrayBuffer).equals(Buffer.from(copy.base64, "base64"))).toBe(true);
    expect((await window.client.statements.runs({})).rows).toMatchObject([{ printed: 1, mailed: 2, gone: 2, waiting: 0, state: "made" }]);
    if (!hasPdfTools) return console.log("Skipped: the text of the PDF is not read, because pdftotext is not installed.");
    expect(await textOf(window, documents[0]?.documentId as DocumentId)).toMatch(/Rosa Lee[\s\S]*50\.00/);
    const paper = await textOf(window, done.documentId as DocumentId);
    expect(paper).toContain("Rosa Cohen");
    expect(paper).not.toContain("Rosa Lee");
  });

  test("DOC-5 cancelled in the middle: nothing is kept, nothing is sent, and the same run goes through afterwards", async () => {
    const { house, window, there } = await practice();
    const everybody = [await owing(window, "Lee", "lee@families.example"), await owing(window, "Cohen")];
    const stop = new AbortController();
    await expect(
      run(window, everybody, async () => stop.abort(), stop.signal),
    ).rejects.toThrow(Error);
    await house.office.tick();
    expect([there.taken.length, await states(window), (await window.client.statements.runs({})).rows]).toEqual([0, [], []]);
    expect((await window.client.documents.list({})).rows).toEqual([]);
    expect((await run(window, everybody)).done).toMatchObject({ printed: 1, mailed: 1 });
    await house.office.tick();
    expect(there.taken).toHaveLength(1);
  });

  test("DOC-5 what is paid while the files are made is taken off before anything goes", async () => {
    const { house, window, there } = await practice();
    const [lee, ortiz, cohen] = [await owing(window, "Lee", "lee@families.example"), await owing(window, "Ortiz"), await owing(window, "Cohen", "cohen@families.example")];
    let paid = false;
    const pay = (householdId: HouseholdId, cents: number) =>
      window.client.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(cents), allocations: null, note: "" });
    const { done } = await run(window, [lee, ortiz, cohen], async () => {
      if (paid) return;
      paid = true;
      await pay(ortiz, 1234);
      await pay(cohen, 5000);
    });
    expect(done).toMatchObject({ printed: 1, mailed: 1, totalCents: 5000 + 3766 });
    expect(done.leftOut).toEqual([{ householdId: cohen, name: "", reason: "Nothing is owed any more" }]);
    await house.office.tick();
    expect(there.taken.flatMap(({ to }) => to)).toEqual(["lee@families.example"]);
    if (hasPdfTools) expect(await textOf(window, done.documentId as DocumentId)).toContain("37.66");
  });

  test("DOC-5 taken back before the server took anything: nothing arrives, and it is made again with what is left", async () => {
    const { house, window, there } = await practice();
    const [lee, cohen] = [await owing(window, "Lee", "lee@families.example"), await owing(window, "Cohen")];
    const { done } = await run(window, [lee, cohen]);
    const back = await window.client.statements.unsend({ requestId: newRequestId(), batchId: done.batchId });
    expect(back).toEqual({ unsent: 2, dropped: 1, gone: 0, inDoubt: 0 });
    await house.office.tick();
    expect(there.taken).toEqual([]);
    const again = await window.client.statements.runBatch({ requestId: newRequestId(), againOf: done.batchId });
    for await (const event of again) if (event.state === "done") expect(event).toMatchObject({ printed: 1, mailed: 1 });
    await house.office.tick();
    expect(there.taken).toHaveLength(1);
    await expect(window.client.statements.unsend({ requestId: newRequestId(), batchId: done.batchId })).rejects.toThrow(Error);
  });
});

describe("DOC-10 what a server may say to a run of statements", () => {
  test("DOC-10 a wrong password: everything waits, the outbox says why and what to do, and once it is right each goes once", async () => {
    const { house, window, there } = await practice({}, "not this one");
    await run(window, [await owing(window, "Lee", "lee@families.example"), await owing(window, "Ortiz", "ortiz@families.example")]);
    await house.office.tick();
    const { account } = await window.client.outbox.list({});
    expect(account?.what).toMatch(/does not accept this user and password/);
    expect(account?.todo).not.toBe("");
    expect(await states(window)).toEqual(["lee@families.example queued", "ortiz@families.example queued"]);
    const { password: _, ...right } = there.account();
    const { version } = await window.client.mail.account({});
    await window.client.mail.saveAccount({ requestId: newRequestId(), basedOn: version, isOn: true, account: right, password: mailPassword });
    await house.office.tick();
    expect(there.taken).toHaveLength(2);
    expect(await states(window)).toEqual(["lee@families.example sent", "ortiz@families.example sent"]);
  });

  test("DOC-10 an expired certificate: nothing is said to that server, everything waits, and the outbox says which", async () => {
    const { house, window, there } = await practice({ certificate: expiredServer });
    await run(window, [await owing(window, "Lee", "lee@families.example")]);
    await house.office.tick();
    const { account } = await window.client.outbox.list({});
    expect(account?.what).toMatch(/certificate .*(run out|expired)/i);
    expect([there.taken.length, there.signIns(), await states(window)]).toEqual([0, 0, ["lee@families.example queued"]]);
  });

  test("DOC-10 greylisting: put off, tried again after its time, and gone once", async () => {
    const { house, window, there } = await practice();
    there.trouble.recipient = () => ({ code: 451, words: "4.7.1 Greylisted, please try again later" });
    await run(window, [await owing(window, "Lee", "lee@families.example")]);
    await house.office.tick();
    const [row] = (await window.client.outbox.list({})).rows;
    expect(row).toMatchObject({ state: "queued" });
    expect(row?.problem).not.toBe("");
    delete there.trouble.recipient;
    await house.office.tick();
    expect(there.taken).toEqual([]);
    // In steps with a sign of life between, so that the desk does not lock itself.
    for (let minutes = 0; minutes < 6; minutes += 2) {
      house.pass(2 * 60_000);
      await states(window);
    }
    await house.office.tick();
    await house.office.tick();
    expect([there.taken.length, await states(window)]).toEqual([1, ["lee@families.example sent"]]);
  });
});

test("DOC-5 money on both ways adds up to what the households owe", async () => {
  const { window } = await practice();
  const everybody = [await owing(window, "Lee", "lee@families.example"), await owing(window, "Ortiz"), await owing(window, "Cohen")];
  const owed = (await window.client.statements.candidates({ by: "print" })).reduce((sum, row) => sum + row.balanceCents, 0);
  const { done } = await run(window, everybody);
  expect([done.totalCents, (await window.client.statements.runs({})).rows[0]?.totalCents]).toEqual([owed, toCents(owed)]);
});
