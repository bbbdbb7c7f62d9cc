/**
 * The office's mail (DOC-10): runs by the clock and when something was put into the outbox, never two
 * at once, and tries an account out. Only here does a password exist in clear.
 */
import { openDocumentStore } from "#db/document-store.ts";
import type { MailAccount } from "#domain/mail/account.ts";
import { faultWords, type FaultWords } from "#domain/mail/fault-words.ts";
import type { MailFault } from "#domain/mail/faults.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cx } from "#services/context.ts";
import { sendDueMail, type MailRun } from "#services/mail/send-due.ts";
import { findKeptPassword } from "#services/mail/account.ts";
import type { KeyStore } from "../keys.ts";
import type { OpenPractice } from "../open-practice.ts";
import { openPassword, sealPassword } from "./password.ts";

export type MailDeskNeeds = {
  readonly keys: KeyStore;
  readonly practice: OpenPractice;
  /** A fresh context of the practice itself. */
  readonly cx: () => Cx;
  readonly report: (error: unknown) => void;
};

export type TestedMail = { readonly toEmail: string; readonly fault: (FaultWords & { readonly reply: string }) | null };

const emptyRun: MailRun = { sent: 0, failed: 0, putOff: 0, unsure: 0 };

export class MailDesk {
  readonly #needs: MailDeskNeeds;
  #running: Promise<MailRun> | undefined;
  #isWanted = false;
  #isStopped = false;

  constructor(needs: MailDeskNeeds) {
    this.#needs = needs;
  }

  /** Sends what is due; a call during a run is served by one more run after it. */
  run(): Promise<MailRun> {
    if (this.#running) {
      this.#isWanted = true;
      return this.#running;
    }
    this.#running = this.#runs()
      .catch((error: unknown) => {
        if (!this.#isStopped) this.#needs.report(error);
        return emptyRun;
      })
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  /** The message in hand is ended, the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  /** Encrypts a password that was typed; null stays null. Refuses `keychain_missing`. */
  async seal(account: MailAccount, password: string | null): Promise<string | null> {
    if (password === null || account.username === "") return null;
    const { folder, kind } = this.#needs.practice;
    return sealPassword(this.#needs.keys, { slug: folder.slug, training: kind !== "live" }, account, password);
  }

  /** Signs in as told and sends one message to the sender's own address. Never throws for what the server does. */
  async test(cx: Cx, account: MailAccount, typed: string | null): Promise<TestedMail & { readonly result: MailFault | "sent" }> {
    const toEmail = account.fromEmail;
    const give = (fault: MailFault, reply: string) => ({ toEmail, result: fault, fault: { ...faultWords(fault, { ...account, toEmail }), reply } });
    const gateway = cx.gateways.mail;
    invariant(gateway, "an open practice has a way for mail");
    const password = typed ?? (account.username === "" ? "" : await this.#open(findKeptPassword(cx, account), account));
    if (password === null || (password === "" && account.username !== "")) return give("no_password", "");
    const opened = await gateway.open({ ...account, password });
    if ("fault" in opened) return give(opened.fault, opened.reply);
    try {
      const delivery = await opened.session.deliver({
        messageId: `<test-${cx.now.replaceAll(/\D/g, "")}@${toEmail.slice(toEmail.lastIndexOf("@") + 1)}>`,
        fromName: account.fromName,
        fromEmail: account.fromEmail,
        toName: account.fromName,
        toEmail,
        subject: `E-mail works: ${account.fromName}`,
        text: "This message was sent to try out the e-mail account of your practice. It works.\n",
        writtenAt: cx.now,
        attachments: [],
      });
      return delivery.state === "sent" ? { toEmail, result: "sent", fault: null } : give(delivery.fault, delivery.reply);
    } finally {
      opened.session.close();
    }
  }

  async #runs(): Promise<MailRun> {
    let run = emptyRun;
    do {
      this.#isWanted = false;
      run = await sendDueMail({
        cx: this.#needs.cx,
        password: (sealed, account) => this.#open(sealed, account),
        file: (sha256) => openDocumentStore(this.#needs.practice.folder.documents, this.#needs.practice.key).get(sha256),
        isStopped: () => this.#isStopped,
      });
    } while (this.#isWanted && !this.#isStopped);
    return run;
  }

  #open(sealed: string, account: MailAccount): Promise<string | null> {
    return openPassword(this.#needs.keys, this.#needs.practice.folder.slug, account, sealed);
  }
}
