import { describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { giveGateways, offlineGateways, openingGateways } from "../practice/practice-gateways.ts";
import { noCards, type TrainingGateways } from "./cards.ts";
import { localMail, type MailServer, type OutgoingMail, type SmtpMail } from "./mail.ts";

const server: MailServer = { host: "smtp.maple.example", port: 465, security: "tls", username: "desk", password: "secret", fromName: "Maple", fromEmail: "desk@maple.example" };
const mail: OutgoingMail = {
  messageId: "<outbox-1.1.abc@maple.example>",
  fromName: "Maple",
  fromEmail: "desk@maple.example",
  toName: "Rosa Lee",
  toEmail: "lee@families.example",
  subject: "Hello",
  text: "Hello",
  writtenAt: toInstant("2026-03-02T15:00:00.000Z"),
  attachments: [],
};
const leaving: SmtpMail = { kind: "smtp", open: () => Promise.reject(new Error("nothing leaves this computer")) };

describe("F-21 mail of practices that are not live", () => {
  test("F-21 the local outbox takes every message, for any account, and stays open until it is closed", async () => {
    const opened = await localMail.open(server);
    if ("fault" in opened) throw new Error(opened.fault);
    for (const messageId of ["<a@b.c>", "<d@e.f>"]) expect(await opened.session.deliver({ ...mail, messageId })).toEqual({ state: "sent", reply: "" });
    expect(opened.session.isOpen()).toBe(true);
    opened.session.close();
  });

  test("F-21 a practice that is not live cannot be given a way to a real mail server, not even by mistake", () => {
    // @ts-expect-error a mail server is no local outbox
    const gateways: TrainingGateways = { cards: noCards, mail: leaving };
    for (const kind of ["training", "sample"] as const) {
      expect(() => giveGateways({ kind, gateways })).toThrow("stand-ins only");
      expect(giveGateways({ kind, gateways: { cards: noCards, mail: localMail } }).gateways.mail?.kind).toBe("local");
    }
    expect(giveGateways({ kind: "live", gateways: { cards: noCards, mail: leaving } }).gateways.mail?.kind).toBe("smtp");
  });

  test("DOC-10 a live practice is opened with its mail, everybody else with the local outbox", () => {
    const now = () => mail.writtenAt;
    expect(openingGateways("live", now, leaving).gateways.mail).toBe(leaving);
    expect(openingGateways("training", now, leaving).gateways.mail).toBe(localMail);
    expect(openingGateways("sample", now, leaving).gateways.mail).toBe(localMail);
    expect(offlineGateways("live").gateways.mail).toBeUndefined();
  });
});
