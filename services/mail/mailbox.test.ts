import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findPlace, putPlace } from "#db/mail/mailbox.ts";
import { putAccount } from "#db/mail/account.ts";
import { refusalOf } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { Mailbox } from "#domain/mail/mailbox.ts";
import { openPastDueClub, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { localMail, type SmtpMail } from "../gateways/mail.ts";
import { noMailbox, type ImapMailbox } from "../gateways/mailbox.ts";
import { noCards, type TrainingGateways } from "../gateways/cards.ts";
import { giveGateways, offlineGateways, openingGateways } from "../practice/practice-gateways.ts";
import type { Cx } from "../context.ts";
import { scriptedAccount, setUpMail } from "./mail.fixture.ts";
import { findMailboxSignIn, readMailbox, recordMailboxTest, saveMailbox, type MailboxToSave } from "./mailbox.ts";

let office: PastDueClub;
beforeEach(() => {
  office = openPastDueClub("2026-11-05");
  setUpMail(office.club.db);
});
afterEach(() => office.dispose());

const db = () => office.club.db;
const cxAt = (minutes = 0): Cx => ({ ...office.cx(), now: addMilliseconds(toInstant("2026-11-05T15:00:00.000Z"), minutes * 60_000) });
const own: Mailbox = { host: "imap.maple.example", port: 993, security: "tls", isSame: false, username: "desk", readsJunk: false };
const same: Mailbox = { ...own, isSame: true, username: "" };
const save = (mailbox: Partial<Mailbox> = {}, over: Partial<MailboxToSave> = {}, minutes = 0) =>
  saveMailbox(cxAt(minutes), { basedOn: readMailbox(cxAt()).version, isOn: true, mailbox: { ...own, ...mailbox }, sealedPassword: "sealed for reading", ...over });
const sealed = () => db().read((r) => r.get<{ kept: string }>("select sealed_password as kept from mail_check")?.kept);
const audits = () => db().read((r) => r.all<{ line: string }>("select action as line from audit where action like 'mailbox.%' order by id").map(({ line }) => line));

describe("DOC-10 the mailbox is set up", () => {
  test("DOC-10 before the first time it is off, and filled with what most likely belongs beside the account that sends", () => {
    expect(readMailbox(cxAt())).toEqual({
      version: 0,
      isOn: false,
      mailbox: { host: "imap.maple.example", port: 993, security: "tls", isSame: true, username: "", readsJunk: false },
      sendingUser: "desk",
      isSignInKept: false,
      staysHere: true,
      checkedAt: null,
      last: { looked: 0, cameBack: 0, delayed: 0, notOurs: 0 },
      cameBack: 0,
      fault: null,
      late: "",
    });
    db().write((w) => w.exec("delete from mail_account"));
    expect(readMailbox(cxAt())).toMatchObject({ mailbox: { host: "" }, sendingUser: "" });
  });

  test("DOC-10 saved and read again; the password comes out of nowhere, not even of the audit record", () => {
    expect(save({ host: " IMAP.Maple.Example ", readsJunk: true })).toEqual({ version: 1 });
    const view = readMailbox(cxAt());
    expect(view).toMatchObject({ version: 1, isOn: true, isSignInKept: true, mailbox: { ...own, readsJunk: true } });
    expect(JSON.stringify(view)).not.toContain("sealed for reading");
    const record = db().read((r) => JSON.stringify(r.all("select * from audit where action = 'mailbox.changed'")));
    expect(record).toContain("passwordTyped");
    expect(record).not.toContain("sealed for reading");
  });

  test.each([
    [{ host: "no such host" }, {}, "mailbox_host_not_valid"],
    [{ port: 0 }, {}, "mailbox_port_not_valid"],
    [{ username: "" }, {}, "mailbox_user_needed"],
    [{}, { sealedPassword: null }, "mailbox_password_needed"],
    [{}, { basedOn: 7 }, "record_changed_meanwhile"],
    [{ isSame: true, host: "imap.other.example" }, {}, "mailbox_same_not_possible"],
  ] as const)("DOC-10 %j %j is refused: %s", (mailbox, over, code) => {
    expect(refusalOf(() => save(mailbox, over))).toBe(code);
    expect(readMailbox(cxAt()).version).toBe(0);
    expect(audits()).toEqual([]);
  });

  test("DOC-10 the same as for sending is refused while nothing is sent, or nobody signs in to send", () => {
    db().write((w) => putAccount(w, { ...scriptedAccount, username: "", version: 2, isOn: true, sealedPassword: "" }));
    expect(refusalOf(() => save(same))).toBe("mailbox_same_not_possible");
    db().write((w) => w.exec("delete from mail_account"));
    expect(refusalOf(() => save(same))).toBe("mailbox_same_not_possible");
  });

  test("DOC-10 a password is kept for its own server and user only, and forgotten where it is the same as for sending", () => {
    save();
    save({ port: 1993 }, { sealedPassword: null });
    expect(sealed()).toBe("sealed for reading");
    for (const other of [{ host: "imap.other.example" }, { username: "somebody" }]) expect(refusalOf(() => save(other, { sealedPassword: null }))).toBe("mailbox_password_needed");
    save(same, { sealedPassword: null });
    expect(sealed()).toBe("");
    expect(refusalOf(() => save({}, { sealedPassword: null }))).toBe("mailbox_password_needed");
  });

  test("DOC-10 another server or user is another mailbox, read from its own beginning; another port or folder is not", () => {
    const places = () => db().read((r) => findPlace(r, "inbox"));
    save();
    db().write((w) => putPlace(w, "inbox", { uidValidity: "1", lastUid: 40 }));
    save({ port: 1993, readsJunk: true });
    expect(places()).toEqual({ uidValidity: "1", lastUid: 40 });
    save({ username: "somebody" });
    expect(places()).toBeUndefined();
    db().write((w) => putPlace(w, "inbox", { uidValidity: "1", lastUid: 40 }));
    // The same user at the same server, though its password is the one for sending now.
    save({ username: "desk" });
    db().write((w) => putPlace(w, "inbox", { uidValidity: "1", lastUid: 41 }));
    save(same, { sealedPassword: null });
    expect(places()).toEqual({ uidValidity: "1", lastUid: 41 });
  });

  test("DOC-10 a place never goes back while the numbers hold, and begins anew with others", () => {
    const at = (uidValidity: string, lastUid: number) => {
      db().write((w) => putPlace(w, "junk", { uidValidity, lastUid }));
      return db().read((r) => findPlace(r, "junk"))?.lastUid;
    };
    expect([at("1", 9), at("1", 4), at("1", 12), at("2", 3), at("2", 1)]).toEqual([9, 9, 12, 3, 3]);
  });

  test("DOC-10 since when it is on counts from switching it on, and from another mailbox", () => {
    const onSince = () => db().read((r) => r.get<{ at: string }>("select on_since as at from mail_check")?.at);
    save({}, {}, 0);
    save({ readsJunk: true }, {}, 5);
    expect(onSince()).toBe(cxAt(0).now);
    save({}, { isOn: false }, 6);
    save({}, {}, 7);
    expect(onSince()).toBe(cxAt(7).now);
    save({ username: "somebody" }, {}, 8);
    expect(onSince()).toBe(cxAt(8).now);
  });

  test("DOC-10 that somebody tried it out is in the audit record, with the server and what came of it", () => {
    recordMailboxTest(cxAt(), { host: "imap.maple.example", result: "login_wrong" });
    expect(db().read((r) => JSON.stringify(r.all("select * from audit where action = 'mailbox.tested'")))).toMatch(/imap\.maple\.example.*login_wrong/);
  });
});

describe("DOC-10 whose password opens the mailbox", () => {
  test("DOC-10 its own, for its own server and user", () => {
    save();
    expect(findMailboxSignIn(cxAt(), own)).toEqual({ username: "desk", sealed: "sealed for reading", place: { host: "imap.maple.example", username: "desk" } });
    for (const other of [{ host: "imap.other.example" }, { username: "somebody" }]) expect(findMailboxSignIn(cxAt(), { ...own, ...other }).sealed).toBe("");
  });

  test("DOC-10 the one for sending as it was encrypted for the server that sends, and for no stranger", () => {
    expect(findMailboxSignIn(cxAt(), same)).toEqual({ username: "desk", sealed: "sealed", place: { host: "smtp.maple.example", username: "desk" } });
    for (const host of ["imap.other.example", "evil.maple.example", "maple.example"]) expect(findMailboxSignIn(cxAt(), { ...same, host }).sealed).toBe("");
    db().write((w) => w.exec("delete from mail_account"));
    expect(findMailboxSignIn(cxAt(), same)).toMatchObject({ username: "", sealed: "" });
  });
});

describe("F-21 mailboxes of practices that are not live", () => {
  const reading: ImapMailbox = { kind: "imap", open: () => Promise.reject(new Error("nothing leaves this computer")) };
  const leaving: SmtpMail = { kind: "smtp", open: () => Promise.reject(new Error("nothing leaves this computer")) };

  test("F-21 a practice that is not live cannot be given a way to a real mailbox, not even by mistake", () => {
    // @ts-expect-error a real mailbox is none
    const gateways: TrainingGateways = { cards: noCards, mailbox: reading };
    for (const kind of ["training", "sample"] as const) {
      expect(() => giveGateways({ kind, gateways })).toThrow("stand-ins only");
      expect(giveGateways({ kind, gateways: { cards: noCards, mail: localMail, mailbox: noMailbox } }).gateways.mailbox?.kind).toBe("none");
    }
    expect(giveGateways({ kind: "live", gateways: { cards: noCards, mailbox: reading } }).gateways.mailbox?.kind).toBe("imap");
  });

  test("DOC-10 a live practice is opened with its mailbox, everybody else with none", () => {
    const now = () => toInstant("2026-03-02T15:00:00.000Z");
    expect(openingGateways("live", now, leaving, reading).gateways.mailbox).toBe(reading);
    for (const kind of ["training", "sample"] as const) expect(openingGateways(kind, now, leaving, reading).gateways.mailbox).toBe(noMailbox);
    expect(offlineGateways("live").gateways.mailbox).toBeUndefined();
  });
});
