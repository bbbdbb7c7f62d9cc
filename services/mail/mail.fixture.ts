/** A club whose practice has an e-mail account, and a mail server that does as it is told. */
import { putAccount } from "#db/mail/account.ts";
import type { Delivery } from "#domain/mail/faults.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import type { MailServer, OutgoingMail, SmtpMail } from "../gateways/mail.ts";
import type { Database } from "#db/database.ts";
import { sendDueMail, type MailRun } from "./send-due.ts";

export type ScriptedMail = SmtpMail & {
  /** What reached a mailbox. */
  readonly arrived: OutgoingMail[];
  readonly asked: MailServer[];
  /** What signing in leads to; undefined when it works. */
  fault: AccountFault | undefined;
  /** How the next messages end, in order; then all are sent. `lost` reaches the mailbox and nobody says so. */
  readonly answers: (Delivery | "lost")[];
};

export function scriptedMail(): ScriptedMail {
  const arrived: OutgoingMail[] = [];
  const asked: MailServer[] = [];
  const answers: (Delivery | "lost")[] = [];
  const self: ScriptedMail = {
    kind: "smtp",
    arrived,
    asked,
    answers,
    fault: undefined,
    open: async (server) => {
      asked.push(server);
      if (self.fault) return { fault: self.fault, reply: "" };
      let isOpen = true;
      return {
        session: {
          isOpen: () => isOpen,
          close: () => {
            isOpen = false;
          },
          deliver: async (mail) => {
            const answer = answers.shift() ?? { state: "sent", reply: "OK" };
            if (answer === "lost") {
              arrived.push(mail);
              isOpen = false;
              return { state: "unsure", fault: "connection_lost", reply: "" };
            }
            if (answer.state === "sent") arrived.push(mail);
            if (answer.state === "unsure") isOpen = false;
            return answer;
          },
        },
      };
    },
  };
  return self;
}

export const scriptedAccount = {
  host: "smtp.maple.example",
  port: 465,
  security: "tls",
  username: "desk",
  fromName: "Maple Street Dental",
  fromEmail: "desk@maple.example",
} as const;

export function setUpMail(db: Database): void {
  db.write((w) => putAccount(w, { ...scriptedAccount, version: 1, isOn: true, sealedPassword: "sealed" }));
}

/** Gives the payer an address and the household mail as its channel. */
export function writesByMail(db: Database, householdId: HouseholdId, email: string): void {
  db.write((w) => {
    w.exec("update household set contact_preference = 'email' where id = ?", householdId);
    w.exec("update patient set email = ? where id = (select payer_patient_id from household where id = ?)", email, householdId);
  });
}

/** One run as the office makes it, with the password `open sesame` and the files given. */
export function runMail(cx: Cx, mail: SmtpMail | undefined, files: Readonly<Record<string, Uint8Array>> = {}): Promise<MailRun> {
  const { request: _, ...rest } = cx;
  return sendDueMail({
    cx: () => ({ ...rest, gateways: { cards: noCards, ...(mail ? { mail } : {}) } }),
    password: async (sealed) => (sealed === "sealed" ? "open sesame" : null),
    file: (sha256) => files[sha256],
    isStopped: () => false,
  });
}

/** `state to fault tries` of every message, in order. */
export function outboxLines(db: Database): string[] {
  return db.read((r) =>
    r.all<{ line: string }>("select state || ' ' || to_email || ' ' || coalesce(fault, '-') || ' ' || tries as line from mail order by id").map(({ line }) => line),
  );
}
