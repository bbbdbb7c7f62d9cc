import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bounceReasons } from "./faults.ts";
import { readDeliveryStatus } from "./delivery-status.ts";
import { reasonOfReturn } from "./return-reason.ts";
import { lee, likeEximDelay, likeEximFailure, likeExchange, likeGmail, likeQmail, others, ourId, report } from "./returned.fixture.ts";
import { addressesIn, mayBeReturned, ourIdsIn, readReturned } from "./returned.ts";
import { blankHeaders, type MailParts } from "./returned-parts.ts";

describe("DOC-10 a report that machines write", () => {
  test("DOC-10 a failed one: the id of ours, the address, the reason, and the one line that is shown", () => {
    expect(readReturned(report())).toEqual({ kind: "failed", reason: "no_such_address", messageIds: [ourId], recipients: [lee], words: "550 5.1.1 No such user here" });
  });

  test("DOC-10 one that still is tried is delayed, whatever its number says", () => {
    expect(readReturned(report({ action: "delayed", status: "4.4.1", diagnostic: "smtp; 421 connection timed out" }))).toMatchObject({ kind: "delayed", words: "421 connection timed out" });
  });

  test("DOC-10 a failure among several recipients counts, not the delay beside it", () => {
    const both = report({ action: "delayed", status: "4.2.2", recipient: "other@families.example" });
    const failed = report({ status: "5.2.2", diagnostic: "smtp; 552 5.2.2 over quota" });
    expect(readReturned({ ...failed, statuses: [...both.statuses, ...failed.statuses] })).toMatchObject({ kind: "failed", reason: "mailbox_full", recipients: [lee] });
  });

  test("DOC-10 the address it was sent to counts beside the one it was forwarded to", () => {
    expect(readReturned(report({ recipient: "l.lee@forwarded.example", originalRecipient: lee }))?.recipients).toEqual(["l.lee@forwarded.example", lee]);
  });

  test("DOC-10 capitals and angle brackets around an address do not matter", () => {
    expect(readReturned(report({ recipient: "<Lee@Families.Example>" }))?.recipients).toEqual([lee]);
  });

  test("DOC-10 without words of the other server, its number is the line", () => {
    expect(readReturned(report({ diagnostic: "" }))?.words).toBe("5.1.1");
    expect(readReturned(report({ diagnostic: "", status: "" }))).toMatchObject({ reason: "refused", words: "" });
  });

  test("DOC-10 the id counts in the headers of what was given back, not in a text somebody wrote", () => {
    const text = `Subject: hello\r\n\r\nMessage-ID: ${ourId}`;
    expect(readReturned({ ...report(), originals: [text] })).toBeNull();
    expect(readReturned({ ...report(), originals: [], text: ourId })).toBeNull();
  });

  test("DOC-10 the id counts where the server writes it into the report itself", () => {
    const plain = report();
    expect(readReturned({ ...plain, originals: [], statuses: [`X-Original-Message-ID: ${ourId}\r\n${plain.statuses[0] ?? ""}`] })?.messageIds).toEqual([ourId]);
  });

  test("DOC-10 a line that was folded is one line, and the first of two of a name counts", () => {
    const [status] = readDeliveryStatus("Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1 (bad mailbox)\nStatus: 4.0.0\nDiagnostic-Code: smtp;\n 550 no\n\tsuch user\n");
    expect(status).toEqual({ finalRecipient: "a@b.example", originalRecipient: "", action: "failed", status: "5.1.1", diagnostic: "550 no such user" });
  });

  test("DOC-10 blocks about nobody say nothing, and no report is read without an end", () => {
    expect(readDeliveryStatus("Reporting-MTA: dns; mx\n\nAction: failed\n")).toEqual([]);
    expect(readDeliveryStatus("Final-Recipient: rfc822;a@b.example\n\n".repeat(200))).toHaveLength(50);
    expect(readDeliveryStatus("Final-Recipient: rfc822;a@b.example\n\n")[0]).toMatchObject({ action: "other", status: "" });
  });
});

describe("DOC-10 what only people can read", () => {
  test.each([
    ["qmail", likeQmail, "failed", "no_such_address", "Sorry, there is no mailbox here by that name. (#5.1.1)"],
    ["an old Exchange", likeExchange, "failed", "mailbox_full", "The mailbox is full. The message was not stored."],
    ["Gmail", likeGmail, "failed", "no_such_address", "550 5.1.1 The account does not exist."],
    ["Exim, too large", likeEximFailure, "failed", "too_large", "host mx.families.example: 552 message size exceeds the limit"],
    ["Exim, delayed", likeEximDelay, "delayed", "refused", "Delay reason: connection timed out"],
  ] as const)("DOC-10 in the manner of %s", (_name, parts, kind, reason, words) => {
    const found = readReturned(parts);
    expect(found).toMatchObject({ kind, messageIds: [ourId] });
    expect(found?.recipients).toContain(lee);
    if (kind === "failed") expect([found?.reason, found?.words]).toEqual([reason, words]);
  });

  test("DOC-10 without our message in it nothing is guessed, however plain it is", () => {
    for (const parts of [likeQmail, likeGmail, likeEximFailure]) expect(readReturned({ ...parts, text: parts.text.replaceAll(ourId, "<1@other.example>") })).toBeNull();
    expect(readReturned({ ...likeExchange, originals: [] })).toBeNull();
  });

  test("DOC-10 addresses in the copy of our message are not those it is about", () => {
    expect(readReturned({ ...likeQmail, text: likeQmail.text.replace(`<${lee}>:`, "<somebody@else.example>:") })?.recipients).toEqual(["somebody@else.example"]);
  });

  test.each(others)("DOC-10 %s is passed over", (_what, parts) => {
    expect(readReturned(parts)).toBeNull();
  });

  test("DOC-10 a letter is opened only where its headers may be those of a returned one", () => {
    const headers = (over: object) => ({ ...blankHeaders, ...over });
    expect(mayBeReturned(headers({ from: "Rosa Lee <lee@families.example>", subject: "Undelivered parcel" }))).toBe(false);
    expect(mayBeReturned(headers({ from: "postmaster@mx.example", subject: "Welcome" }))).toBe(false);
    expect(mayBeReturned(headers({ from: "postmaster@mx.example", subject: "Unzustellbar: Rechnung" }))).toBe(true);
    expect(mayBeReturned(headers({ failedRecipients: lee }))).toBe(true);
    expect(mayBeReturned(headers({ contentType: "Multipart/Report; report-type=delivery-status" }))).toBe(true);
    expect(mayBeReturned(blankHeaders)).toBe(false);
  });
});

describe("DOC-10 why it came back", () => {
  test.each([
    ["5.1.1", "", "no_such_address"],
    ["5.1.2", "host unknown", "no_such_address"],
    ["5.1.10", "recipient not found", "no_such_address"],
    ["5.0.0", "550 user unknown", "no_such_address"],
    ["", "550 no such user", "no_such_address"],
    ["", "The email account that you tried to reach does not exist", "no_such_address"],
    ["5.2.2", "", "mailbox_full"],
    ["4.2.2", "gave up", "mailbox_full"],
    ["5.0.0", "mailbox is full", "mailbox_full"],
    ["", "user is over quota", "mailbox_full"],
    ["5.3.4", "", "too_large"],
    ["5.2.3", "", "too_large"],
    ["", "message size exceeds the limit", "too_large"],
    ["5.7.1", "message looks like spam", "taken_for_spam"],
    ["5.7.1", "user unknown, blocked by policy", "taken_for_spam"],
    ["", "554 your server is on a blocklist", "taken_for_spam"],
    ["5.7.1", "relaying denied", "refused"],
    ["5.4.1", "recipient address rejected: access denied", "refused"],
    ["5.2.1", "mailbox disabled", "refused"],
    ["4.4.7", "delivery time expired", "refused"],
    ["4.0.0", "user unknown for now", "refused"],
    ["", "", "refused"],
  ] as const)("DOC-10 %s “%s” is %s", (status, words, reason) => {
    expect(reasonOfReturn({ status, words })).toBe(reason);
  });

  test("DOC-10 in doubt an address is never stopped: no temporary number says that there is no mailbox", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(20), fc.string(), (subject, detail, words) => {
        expect(reasonOfReturn({ status: `4.${subject}.${detail}`, words })).not.toBe("no_such_address");
      }),
    );
  });
});

describe("DOC-10 whatever lies in a mailbox", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("-", "\n", "\r", " ", ":", "<", "@", "5", ".", "a") }));
  const anyParts: fc.Arbitrary<MailParts> = fc.record({
    headers: fc.record({ from: text, returnPath: fc.constantFrom("", "<>"), subject: fc.oneof(text, fc.constant("failure notice")), contentType: fc.oneof(text, fc.constant("multipart/report")), failedRecipients: text, messageId: text }),
    text: fc.oneof(text, text.map((one) => `${one}\n${ourId}\n${one}`)),
    statuses: fc.array(fc.oneof(text, text.map((one) => `Final-Recipient: rfc822;${lee}\nAction: failed\n${one}`)), { maxLength: 3 }),
    originals: fc.array(fc.oneof(text, fc.constant(`Message-ID: ${ourId}\n\n`)), { maxLength: 2 }),
  });

  test("DOC-10 is read without an error, and what is found always carries an id of ours and a known reason", () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const found = readReturned(parts);
        if (found === null) return;
        expect(found.messageIds.length).toBeGreaterThan(0);
        for (const id of found.messageIds) expect(id).toMatch(/^<outbox-\d+\.\d+\.[^\s<>@]+@[^\s<>]+>$/);
        expect(bounceReasons).toContain(found.reason);
        for (const one of found.recipients) expect(one).toBe(one.toLowerCase());
      }),
    );
  });

  test("DOC-10 long runs of the same sign are read as fast as others", () => {
    for (const sign of ["-", "\n", " ", "<", "@", "a@", "outbox-", ": ", "user "]) {
      const long = sign.repeat(200_000);
      readReturned({ ...likeQmail, text: `${long}\n${ourId}` });
      readReturned({ ...report(), statuses: [`${long}\nFinal-Recipient: rfc822;${lee}\nAction: failed\nDiagnostic-Code: smtp;${long}`] });
    }
    expect(addressesIn(`${"a".repeat(200_000)}@x.example`)).toEqual([]);
  });

  test("DOC-10 an id is ours only in its whole form", () => {
    expect(ourIdsIn(`a ${ourId} b ${ourId} <outbox-8.2.q@maple.example>`)).toEqual([ourId, "<outbox-8.2.q@maple.example>"]);
    for (const not of ["outbox-7.1.k3x9@maple.example", "<outbox-7@maple.example>", "<outbox-x.1.k@maple.example>", "<outbox-7.1.k maple.example>"]) expect(ourIdsIn(not)).toEqual([]);
  });
});
