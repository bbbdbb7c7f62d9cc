import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { addMilliseconds, millisecondsBetween } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { accountFaults } from "./faults.ts";
import { mailboxFaultWords } from "./mailbox-words.ts";
import { checkEveryMs, firstDay, isCheckDue, isCheckLate, lateMs } from "./mailbox-times.ts";
import { checkedMailbox, isSameProvider, proposedHost, usualMailboxPort, type Mailbox } from "./mailbox.ts";

const good: Mailbox = { host: "imap.maple.example", port: 993, security: "tls", isSame: false, username: "desk", readsJunk: false };
const codeOf = (over: Partial<Mailbox>): string | undefined => {
  try {
    checkedMailbox({ ...good, ...over });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("DOC-10 the mailbox as somebody types it", () => {
  test("DOC-10 blanks around and capitals do not matter, and a user beside “the same” is forgotten", () => {
    expect(checkedMailbox({ ...good, host: " IMAP.Maple.Example ", username: " desk " })).toEqual(good);
    expect(checkedMailbox({ ...good, isSame: true, username: "somebody" })).toEqual({ ...good, isSame: true, username: "" });
  });

  test.each([
    [{ host: "" }, "mailbox_host_not_valid"],
    [{ host: "https://imap.maple.example" }, "mailbox_host_not_valid"],
    [{ host: "imap.maple.example:993" }, "mailbox_host_not_valid"],
    [{ port: 0 }, "mailbox_port_not_valid"],
    [{ port: 65_536 }, "mailbox_port_not_valid"],
    [{ port: 99.5 }, "mailbox_port_not_valid"],
    [{ username: "  " }, "mailbox_user_needed"],
    [{ username: "", isSame: true }, undefined],
    [{ host: "192.168.1.20" }, undefined],
  ] as const)("DOC-10 %j: %s", (over, code) => {
    expect(codeOf(over)).toBe(code);
  });

  test("DOC-10 the usual ports are those of IMAP", () => {
    expect(usualMailboxPort).toEqual({ tls: 993, starttls: 143 });
  });
});

describe("DOC-10 whom the password for sending is shown to", () => {
  test.each([
    ["smtp.maple.example", "imap.maple.example", true],
    ["smtp.office365.com", "outlook.office365.com", true],
    ["mail.maple.example", "mail.maple.example", true],
    ["localhost", "localhost", true],
    ["smtp.maple.example", "imap.other.example", false],
    ["smtp.maple.example", "smtp.evil.maple.example", false],
    ["maple.example", "evil.example", false],
    ["smtp.com", "imap.com", false],
    ["desk.co.uk", "imap.co.uk", false],
    ["smtp.maple.example", "evil.maple.example", false],
    ["", "imap.maple.example", false],
    ["smtp.maple.example", "", false],
  ])("DOC-10 %s and %s: %s", (sendingHost, host, is) => {
    expect(isSameProvider(sendingHost, host)).toBe(is);
  });

  test("DOC-10 what is proposed beside a server that sends may always have its password", () => {
    expect(["smtp.maple.example", "mail.maple.example", "smtp.office365.com", "192.168.1.20", "localhost"].map(proposedHost)).toEqual(["imap.maple.example", "mail.maple.example", "outlook.office365.com", "192.168.1.20", "localhost"]);
    const word = fc.constantFrom("smtp", "mail", "out", "desk", "maple", "example", "co", "uk", "com");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(".")), (host) => {
        const proposed = proposedHost(host);
        expect(proposed === host || isSameProvider(host, proposed) || !host.split(".").slice(1).join(".").includes(".")).toBe(true);
      }),
    );
  });
});

describe("DOC-10 when it is read", () => {
  const now = toInstant("2026-03-02T15:00:00.000Z");
  const ago = (ms: number) => addMilliseconds(now, -ms);
  const due = { isOn: true, triedAt: null, pausedUntil: null } as const;

  test("DOC-10 at once, then every ten minutes, and not before a fault's time", () => {
    expect(checkEveryMs).toBe(600_000);
    expect(isCheckDue(due, now)).toBe(true);
    expect(isCheckDue({ ...due, isOn: false }, now)).toBe(false);
    expect([checkEveryMs - 1, checkEveryMs].map((ms) => isCheckDue({ ...due, triedAt: ago(ms) }, now))).toEqual([false, true]);
    expect([1, 0, -1].map((ms) => isCheckDue({ ...due, triedAt: ago(checkEveryMs), pausedUntil: addMilliseconds(now, ms) }, now))).toEqual([false, true, true]);
  });

  test("DOC-10 a clock that was set back does not keep it from being read for long", () => {
    expect(isCheckDue({ ...due, triedAt: addMilliseconds(now, 3_600_000) }, now)).toBe(true);
  });

  test("DOC-10 it is late after a day of faults, counted from the last good time or from when it was switched on", () => {
    const late = { isOn: true, fault: "refused", checkedAt: null, onSince: ago(lateMs) } as const;
    expect(isCheckLate(late, now)).toBe(true);
    expect(isCheckLate({ ...late, onSince: ago(lateMs - 1) }, now)).toBe(false);
    expect(isCheckLate({ ...late, checkedAt: ago(lateMs - 1) }, now)).toBe(false);
    expect(isCheckLate({ ...late, checkedAt: ago(lateMs) }, now)).toBe(true);
    expect(isCheckLate({ ...late, fault: null }, now)).toBe(false);
    expect(isCheckLate({ ...late, isOn: false }, now)).toBe(false);
  });

  test("DOC-10 the first time it begins thirty days back", () => {
    expect(firstDay(toInstant("2026-03-31T00:30:00.000Z"))).toBe("2026-03-01");
    expect(millisecondsBetween(toInstant("2026-03-01T00:00:00.000Z"), toInstant("2026-03-31T00:00:00.000Z"))).toBe(30 * 86_400_000);
  });
});

test("DOC-10 every fault of the mailbox has words of its own, with the ports of IMAP and nothing of sending", () => {
  const at = { host: "imap.maple.example", port: 993, security: "tls", username: "desk" } as const;
  const said = accountFaults.map((fault) => mailboxFaultWords(fault, at));
  expect(new Set(said.map(({ what }) => what)).size).toBe(accountFaults.length);
  for (const { what, todo } of said) {
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
    expect(what + todo).not.toMatch(/\b(465|587|SMTP|sent|send)\b/);
  }
  expect(mailboxFaultWords("refused", at).todo).toContain("993");
  expect(mailboxFaultWords("login_not_offered", at).todo).toMatch(/IMAP/);
  expect(mailboxFaultWords("encryption_failed", at).todo).not.toBe(mailboxFaultWords("encryption_failed", { ...at, security: "starttls" }).todo);
});
