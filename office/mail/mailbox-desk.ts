/**
 * The office's looks into the mailbox (DOC-10): by the clock, soon after mail went out, and when somebody asks; never two
 * at once. Only here does the password exist in clear.
 */
import { invariant } from "#domain/invariant.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { FaultWords } from "#domain/mail/fault-words.ts";
import type { Mailbox } from "#domain/mail/mailbox.ts";
import { mailboxFaultWords } from "#domain/mail/mailbox-words.ts";
import type { Cx } from "#services/context.ts";
import { MailboxFault } from "#services/gateways/mailbox.ts";
import { checkMailbox, isMailboxDue, type Checked } from "#services/mail/check-mailbox.ts";
import { findMailboxSignIn, type MailboxSignIn } from "#services/mail/mailbox.ts";
import type { KeyStore } from "../keys.ts";
import type { OpenPractice } from "../open-practice.ts";
import { openPassword, sealPassword } from "./password.ts";

export type MailboxDeskNeeds = {
  readonly keys: KeyStore;
  readonly practice: OpenPractice;
  /** A fresh context of the practice itself. */
  readonly cx: () => Cx;
  readonly report: (error: unknown) => void;
};

export type TestedMailbox = { readonly result: AccountFault | "works" | "stays_here"; readonly fault: (FaultWords & { readonly reply: string }) | null };

type Asked = { readonly progress: (done: number, total: number) => void; readonly isStopped: () => boolean };

export class MailboxDesk {
  readonly #needs: MailboxDeskNeeds;
  #running: Promise<unknown> = Promise.resolve();
  #isBusy = false;
  #isWanted = false;
  #isStopped = false;

  constructor(needs: MailboxDeskNeeds) {
    this.#needs = needs;
  }

  /** Mail has gone out: what comes back at once is looked for with the next tick. */
  want(): void {
    this.#isWanted = true;
  }

  /** Looks if it is time. A look that is on its way is not waited for. */
  async tick(): Promise<void> {
    if (this.#isBusy || this.#isStopped) return;
    try {
      const cx = this.#needs.cx();
      if (!(this.#isWanted || isMailboxDue(cx))) return;
      this.#isWanted = false;
      const checked = await this.#check({ progress: () => undefined, isStopped: () => false });
      if (checked.state === "checked" && checked.more) this.#isWanted = true;
    } catch (error) {
      if (!this.#isStopped) this.#needs.report(error);
    }
  }

  /** Looks now, for a person; after a look that is on its way. */
  check(asked: Asked): Promise<Checked> {
    return this.#check(asked);
  }

  /** The message in hand is ended, the rest is read after the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  /** Encrypts a password that was typed; null stays null. Refuses `keychain_missing`. */
  async seal(mailbox: Mailbox, password: string | null): Promise<string | null> {
    if (password === null || mailbox.isSame) return null;
    const { folder, kind } = this.#needs.practice;
    return sealPassword(this.#needs.keys, { slug: folder.slug, training: kind !== "live" }, mailbox, password);
  }

  /** Signs in as told and opens the inbox; reads no message. Never throws for what the server does. */
  async test(cx: Cx, mailbox: Mailbox, typed: string | null): Promise<TestedMailbox> {
    const gateway = cx.gateways.mailbox;
    invariant(gateway, "an open practice says how it reads its mailbox");
    if (gateway.kind !== "imap") return { result: "stays_here", fault: null };
    const signIn = findMailboxSignIn(cx, mailbox);
    const give = (fault: AccountFault, reply: string): TestedMailbox => ({ result: fault, fault: { ...mailboxFaultWords(fault, { ...mailbox, username: signIn.username }), reply } });
    const password = mailbox.isSame ? await this.#open(signIn) : (typed ?? (await this.#open(signIn)));
    if (password === null || password === "") return give("no_password", "");
    const opened = await gateway.open({ host: mailbox.host, port: mailbox.port, security: mailbox.security, username: signIn.username, password });
    if ("fault" in opened) return give(opened.fault, opened.reply);
    try {
      await opened.session.open("inbox");
      return { result: "works", fault: null };
    } catch (error) {
      if (!(error instanceof MailboxFault)) throw error;
      return give(error.fault, error.reply);
    } finally {
      opened.session.close();
    }
  }

  /** One after another. */
  #check({ progress, isStopped }: Asked): Promise<Checked> {
    const turn = this.#running.then(async (): Promise<Checked> => {
      if (this.#isStopped || isStopped()) return { state: "stopped" };
      this.#isBusy = true;
      try {
        return await checkMailbox({ cx: this.#needs.cx, password: (signIn) => this.#open(signIn), isStopped: () => this.#isStopped || isStopped(), progress });
      } finally {
        this.#isBusy = false;
      }
    });
    this.#running = turn.catch(() => undefined);
    return turn;
  }

  #open({ sealed, place }: MailboxSignIn): Promise<string | null> {
    return sealed === "" ? Promise.resolve(null) : openPassword(this.#needs.keys, this.#needs.practice.folder.slug, place, sealed);
  }
}
