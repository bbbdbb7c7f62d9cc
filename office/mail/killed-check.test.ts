import { spawn, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Database } from "#db/database.ts";
import { putMailbox } from "#db/mail/mailbox.ts";
import { insertMail } from "#db/mail/outbox.ts";
import { insertPractice } from "#db/practice.ts";
import { insertRow } from "#db/schema.fixture.ts";
import { openTestFile, testFolder } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId } from "#domain/identity.ts";
import { authority } from "./certificates.fixture.ts";
import { startImapServer } from "./imap-server.fixture.ts";
import { mailPassword, mailUser } from "./mail-server.fixture.ts";
import { returnedRaw } from "./returned-mail.fixture.ts";

// Each kill is a process that starts anew, also where many tests run at once.
vi.setConfig({ testTimeout: 240_000 });

const messages = 3;
const at = toInstant("2026-03-02T15:00:00.000Z");
const child = join(import.meta.dirname, "killed-check.fixture.ts");

let undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
  undo = [];
});

type Kill = { readonly at: string; readonly after: number };

/** A practice whose messages all came back, and a mailbox that stops answering as told so that the process can be killed there. */
async function scene() {
  const file = openTestFile();
  const folder = testFolder();
  undo.push(() => file.dispose(), () => folder.dispose());
  const trust = join(folder.path, "authority.pem");
  writeFileSync(trust, authority);
  const server = await startImapServer();
  undo.unshift(() => server.close());
  const { host, port, security } = server.server();
  const ids = file.db.write((db) => {
    insertPractice(db, { name: "Maple Street Dental", kind: "live", specialty: "dental", time_zone: "America/New_York", currency: "USD", lineage_id: "lineage", epoch: 1, computer_id: "this", created_at: at });
    putMailbox(db, { host, port, security, isSame: false, username: mailUser, readsJunk: false, version: 1, isOn: true, sealedPassword: "sealed", onSince: at });
    return Array.from({ length: messages }, (_one, number) => {
      const householdId = asId<HouseholdId>(insertRow(db, "household"));
      const documentId = asId<DocumentId>(insertRow(db, "document", { household_id: householdId }));
      const id = insertMail(db, { householdId, event: `document/${documentId}/1`, about: "document", noticeId: null, invoiceId: null, documentId, toName: "Rosa Lee", toEmail: `lee${number}@families.example`, subject: "Statement", body: "Attached.", nextAt: at, createdBy: null, createdAt: at, fromEmail: mailUser });
      db.exec("update mail set state = 'sent', tries = 1, began_at = ?, ended_at = ? where id = ?", at, at, id);
      return db.get<{ id: string }>("select message_id as id from mail where id = ?", id)?.id ?? "";
    });
  });
  await server.inbox(ids.map((id, number) => returnedRaw({ id, to: `lee${number}@families.example`, own: `<b${number}@mx.families.example>` })), { arrivedAt: "2026-03-02T16:00:00.000Z" });
  const { path, key } = file;
  file.db.close();

  /** One start of the program, killed while the server owes an answer, or left to its end. */
  const run = async (kill: Kill | undefined, how = ""): Promise<void> => {
    await server.is(kill ? { hangsAt: kill.at, hangsAfter: kill.after } : {});
    const before = (await server.heard()).filter((line) => isOf(line, kill?.at)).length;
    const running: ChildProcess = spawn(process.execPath, [child, path, key.toString("hex"), mailPassword, how], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: trust, NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let trouble = "";
    running.stderr?.on("data", (data: Buffer) => (trouble += data.toString()));
    const ended = new Promise<[number | null, string | null]>((resolve) => running.once("exit", (code, signal) => resolve([code, signal])));
    while (kill && running.exitCode === null) {
      if ((await server.heard()).filter((line) => isOf(line, kill.at)).length - before > kill.after) {
        running.kill("SIGKILL");
        break;
      }
      await pause(10);
    }
    const [code, signal] = await ended;
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`the check ended with ${code}: ${trouble}`);
    expect(signal, trouble).toBe(kill ? "SIGKILL" : null);
  };
  /** What the file says now: how often something came back, for how many messages, and how far it was read. */
  const kept = (): { backs: number; messages: number; returns: number; place: number } => {
    const db = Database.open(path, key, { mustExist: true });
    try {
      const count = (sql: string): number => db.read((r) => r.get<{ n: number }>(sql)?.n ?? 0);
      return {
        backs: count("select count(*) as n from audit where action = 'mail.came_back'"),
        messages: count("select count(*) as n from mail where state = 'failed'"),
        returns: count("select count(*) as n from mail_return"),
        place: count("select coalesce(max(last_uid), 0) as n from mail_check_place"),
      };
    } finally {
      db.close();
    }
  };
  return { run, kept };
}

function isOf(line: string, command: string | undefined): boolean {
  const told = /^(?:UID )?(\S+)/.exec(line)?.[1];
  return (told === "AUTHENTICATE" ? "LOGIN" : told === "EXAMINE" ? "SELECT" : told) === command;
}

describe("DOC-10 killed in the middle of a look into the mailbox", () => {
  test("DOC-10 at each place in turn nothing has its effect twice, and in the end everything has had it", async () => {
    const { run, kept } = await scene();
    const none = { backs: 0, messages: 0, returns: 0, place: 0 };
    for (const at_ of ["LOGIN", "SELECT", "SEARCH", "FETCH"]) {
      await run({ at: at_, after: 0 });
      expect(kept(), at_).toEqual(none);
    }
    // The list, then each message: what was read before has had its effect, and the place stands behind it.
    await run({ at: "FETCH", after: 1 });
    expect(kept()).toEqual(none);
    await run({ at: "FETCH", after: 2 });
    expect(kept()).toEqual({ backs: 1, messages: 1, returns: 1, place: 1 });
    await run({ at: "FETCH", after: 2 });
    expect(kept()).toEqual({ backs: 2, messages: 2, returns: 2, place: 2 });
    await run(undefined);
    expect(kept()).toEqual({ backs: 3, messages: 3, returns: 3, place: 3 });
    await run(undefined);
    expect(kept()).toEqual({ backs: 3, messages: 3, returns: 3, place: 3 });
  });

  test("DOC-10 the count would notice: a program that forgets what it noted lets it have its effect again", async () => {
    const { run, kept } = await scene();
    await run(undefined);
    await run(undefined, "careless");
    expect(kept()).toMatchObject({ backs: 2 * messages });
  });
});
