/** The office at work: one practice at a time, its sessions, scheduler and announcements. */
import type { StatusView } from "#contract/app.ts";
import { isDamage } from "#db/driver.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import { epochOf } from "#domain/instant.ts";
import { invariant } from "#domain/invariant.ts";
import { Refusal, refuse } from "#domain/refusal.ts";
import type { RunReport } from "#services/billing/run.ts";
import { runBillingAsEquipped } from "#services/billing/run-with-cards.ts";
import type { Actor, Cx } from "#services/context.ts";
import type { PasswordHasher } from "#services/gateways/passwords.ts";
import { advanceOneDay, recordAdvance, requireAdvance } from "#services/practice/advance-clock.ts";
import type { NewPracticeForm } from "#services/practice/create-practice.ts";
import { practiceMoment } from "#services/practice/practice-clock.ts";
import { forgetOldRequests, mayUseRequest } from "#services/practice/request-owner.ts";
import type { SignedIn } from "#services/staff/sign-in.ts";
import type { LockReason } from "#services/staff/lock.ts";
import { setImmediate as otherWork } from "node:timers/promises";
import { Announcer, type Announcement } from "./announcer.ts";
import type { Person, Seat, Sitting } from "./call.ts";
import type { OfficeClock } from "./clock.ts";
import { openDocumentRenderer, type DocumentRenderer, type RendererOptions } from "./documents/renderer.ts";
import type { KeyStore } from "./keys.ts";
import { clearLeftovers } from "./imports/run-import.ts";
import { readLastPractice, writeLastPractice } from "./last-practice.ts";
import { describeError, type OfficeLog } from "./log.ts";
import { collectPortalMessages } from "#services/portal/collect.ts";
import { MailDesk } from "./mail/mail-desk.ts";
import { MailboxDesk } from "./mail/mailbox-desk.ts";
import { makePractice, makeSample, sampleSlug } from "./make-practice.ts";
import type { FaultReporter } from "./middleware/errors.ts";
import type { OfficeCore } from "./office-core.ts";
import { closeListReader } from "./list-reader.ts";
import { closePractice, openPractice, type OpenPractice, type Opener } from "./open-practice.ts";
import { isThere, listPractices, practiceFolder, type ListedPractice } from "./practice-folder.ts";
import { Replays } from "./replays.ts";
import { requireRestoreAllowed, restoreFolder } from "./restore-practice.ts";
import { keepDocument } from "./handlers/keep-document.ts";
import { endMonths } from "./month-end.ts";
import { Scheduler } from "./scheduler.ts";
import { Seats } from "./seats.ts";
import { Sessions } from "./sessions.ts";
import { readPracticeStatus, readSessionView } from "./status.ts";

export type RoomNeeds = {
  readonly dataDir: string;
  readonly keys: KeyStore;
  readonly host: "electron" | "office_host";
  readonly version: string;
  readonly clock: OfficeClock;
  readonly log: OfficeLog;
  readonly hasher: PasswordHasher;
  readonly computerId: string;
  readonly workstation: string;
  readonly renderer: RendererOptions;
  readonly schedule: boolean;
  readonly readySample: string;
  readonly onFatal: (error: unknown) => void;
};

/** How often idle seats are looked for (S9: at most 2 s late) and work by the clock is considered. */
const lockEveryMs = 1000;
const tickEveryMs = 20_000;

export class OfficeRoom implements OfficeCore {
  readonly dataDir: string;
  readonly host: "electron" | "office_host";
  readonly version: string;
  readonly hasher: PasswordHasher;
  readonly seats = new Seats();
  readonly #needs: RoomNeeds;
  readonly #announcer = new Announcer();
  readonly #replays = new Replays();
  readonly #sessions: Sessions;
  #practice: OpenPractice | null = null;
  #scheduler: Scheduler | null = null;
  #mail: MailDesk | null = null;
  #mailbox: MailboxDesk | null = null;
  #documents: DocumentRenderer | null = null;
  #timers: NodeJS.Timeout[] = [];
  /** Opening, closing and restoring happen one after another. */
  #switching: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(needs: RoomNeeds) {
    this.#needs = needs;
    this.dataDir = needs.dataDir;
    this.host = needs.host;
    this.version = needs.version;
    this.hasher = needs.hasher;
    this.#sessions = new Sessions({
      seats: this.seats,
      clock: needs.clock,
      practice: () => this.#practice,
      visitorCx: (seat) => this.visitorCx(seat),
    });
  }

  readonly reportFault: FaultReporter = ({ incident, operation, error }) => {
    this.#needs.log.error({ incident, operation, ...describeError(error) }, "fault");
    if (isDamage(error)) void this.#giveUpDamaged(error);
  };

  get practice(): OpenPractice | null {
    return this.#practice;
  }

  requirePractice(): OpenPractice {
    invariant(this.#practice, "behind the guard a practice is open");
    return this.#practice;
  }

  requireMail(): MailDesk {
    invariant(this.#mail, "behind the guard a practice is open");
    return this.#mail;
  }

  requireMailbox(): MailboxDesk {
    invariant(this.#mailbox, "behind the guard a practice is open");
    return this.#mailbox;
  }

  steadyNow(): Instant {
    return this.#needs.clock.steady();
  }

  wallNow(): Instant {
    return this.#needs.clock.wall();
  }

  // Calls

  sittingAt(seat: Seat, kind: "query" | "command" | "stream"): Sitting {
    return this.#sessions.sittingAt(seat, kind);
  }

  contextFor(seat: Seat, person: Person, request: Cx["request"]): Cx | undefined {
    const practice = this.requirePractice();
    if (request && !mayUseRequest(practice.db, request, person.staffId)) return undefined;
    const cx = this.#cx(practice, { staffId: person.staffId, workstation: seat.workstation });
    return request ? { ...cx, request } : cx;
  }

  visitorCx(seat: Seat): Cx {
    return this.#cx(this.requirePractice(), { staffId: null, workstation: seat.workstation });
  }

  #cx(practice: OpenPractice, actor: Actor): Cx & { readonly timeZone: string } {
    const { now, today, timeZone } = practiceMoment(practice.db, this.#needs.clock.wall());
    const started = performance.now();
    const elapsedMs = (): number => performance.now() - started;
    return { db: practice.db, actor, now, today, timeZone, gateways: practice.gateways, elapsedMs };
  }

  once<T>(seat: Seat, requestId: string, operation: string, work: () => Promise<T>): Promise<T> | undefined {
    return this.#replays.once({ seat: seat.token, requestId, operation }, work);
  }

  subscribe(seat: Seat, signal: AbortSignal | undefined): AsyncIteratorObject<Announcement, void, void> {
    return this.#announcer.subscribe({
      hearsAll: () => this.#sessions.sittingAt(seat, "none").state === "open",
      onTell: () => {
        seat.toldAt = epochOf(this.steadyNow());
      },
      signal,
    });
  }

  documents(): DocumentRenderer {
    this.#documents ??= openDocumentRenderer(this.#needs.renderer);
    return this.#documents;
  }

  async status(seat: Seat | null): Promise<StatusView> {
    const practices = await this.listPractices();
    const sitting = seat ? this.#sessions.sittingAt(seat, "query") : undefined;
    return {
      version: this.version,
      host: this.host,
      practices,
      session: seat && sitting ? readSessionView(seat, sitting) : null,
      ...readPracticeStatus(this.#practice, this.#needs.clock.wall()),
    };
  }

  listPractices(): Promise<ListedPractice[]> {
    return listPractices(this.dataDir);
  }

  // Sessions

  sitDown(seat: Seat, signedIn: SignedIn): void {
    this.#sessions.sitDown(seat, signedIn);
    this.#announcer.publish(["status"]);
  }

  standUp(seat: Seat): void {
    this.#sessions.end(seat, "signed_out");
  }

  lock(seat: Seat, reason: LockReason): void {
    this.#sessions.lock(seat, reason);
  }

  returning(seat: Seat): void {
    this.#sessions.returning(seat);
  }

  lockAll(reason: LockReason): void {
    if (this.#practice) this.#sessions.lockAll(reason);
  }

  // Opening and closing

  /** Opens the practice that was open last; one that does not open is told by the first screen. */
  async openLast(): Promise<void> {
    const slug = await readLastPractice(this.dataDir);
    if (slug === undefined) return;
    try {
      await this.#switch(() => this.#openFolder(slug));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#needs.log.warn({ refusal: error.code }, "the last practice did not open");
    }
  }

  openPractice(seat: Seat | null, slug: string): Promise<void> {
    return this.#switch(() => this.#replaceWith(seat, async () => slug));
  }

  openSample(seat: Seat | null): Promise<void> {
    return this.#switch(() =>
      this.#replaceWith(seat, async () => {
        const folder = practiceFolder(this.dataDir, sampleSlug);
        if (!(await isThere(folder.file))) await makeSample(this.#maker(), this.#needs.readySample);
        return sampleSlug;
      }),
    );
  }

  createPractice(seat: Seat | null, form: NewPracticeForm): Promise<void> {
    return this.#switch(() =>
      this.#replaceWith(seat, async () => (await makePractice(this.#maker(), form)).slug),
    );
  }

  closePractice(): Promise<void> {
    return this.#switch(async () => {
      await this.#closeCurrent();
      await writeLastPractice(this.dataDir, null);
    });
  }

  restore(
    seat: Seat,
    mayReplace: boolean,
    slug: string,
    fileName: string,
  ): Promise<{ breaches: number }> {
    return this.#switch(async () => {
      const folder = practiceFolder(this.dataDir, slug);
      const isOpenHere = this.#practice?.folder.slug === slug;
      if (!mayReplace) await requireRestoreAllowed(this.#opener(), folder, isOpenHere);
      if (!isOpenHere) this.#requireNobodyElse(seat);
      await this.#closeCurrent();
      // A restore that is refused has changed nothing: whatever stood there is opened again.
      const restored = await restoreFolder(this.#opener(), folder, fileName).catch(async (error: unknown) => {
        if (isOpenHere) await this.#openFolder(slug);
        throw error;
      });
      await this.#openFolder(slug);
      return restored;
    });
  }

  /** One switch after another; a switch that fails leaves the way free for the next. */
  #switch<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#switching.then(() => {
      invariant(!this.#isClosed, "the office is open");
      return work();
    });
    this.#switching = turn.catch(() => undefined);
    return turn;
  }

  /** Makes or finds a practice, and opens it in the place of the present one. */
  async #replaceWith(seat: Seat | null, find: () => Promise<string>): Promise<void> {
    this.#requireNobodyElse(seat);
    const slug = await find();
    if (this.#practice?.folder.slug === slug) return;
    await this.#openFolder(slug);
  }

  /** Another practice is not opened over the heads of people who work in this one. */
  #requireNobodyElse(seat: Seat | null): void {
    if (this.seats.taken().some((taken) => taken !== seat)) refuse("practice_in_use", {});
  }

  async #openFolder(slug: string): Promise<void> {
    const folder = practiceFolder(this.dataDir, slug);
    const opened = await openPractice(this.#opener(), folder);
    await this.#closeCurrent();
    this.#practice = opened;
    this.#needs.log.moveTo(folder.logs);
    this.#needs.log.info({ kind: opened.kind }, "practice opened");
    opened.db.onCommit((topics) => {
      this.#announcer.publish(topics);
      if (this.#needs.schedule && topics.includes("outbox")) void this.#sendMail();
    });
    this.#startWork(opened);
    await writeLastPractice(this.dataDir, slug);
    this.#announcer.publish(["practice", "status"]);
  }

  #startWork(practice: OpenPractice): void {
    forgetOldRequests(practice.db, this.#cx(practice, this.#self()).now);
    this.#clearImports(practice);
    this.#scheduler = new Scheduler({
      clock: this.#needs.clock,
      cx: () => this.#cx(practice, this.#self()),
      report: (error) => this.reportFault({ incident: "scheduler", operation: "billing", error }),
      afterRun: () =>
        endMonths({
          cx: () => this.#cx(practice, this.#self()),
          keep: async (paper) => keepDocument(this, await this.documents().render("report", paper)),
        }),
    });
    this.#mail = new MailDesk({
      keys: this.#needs.keys,
      practice,
      cx: () => this.#cx(practice, this.#self()),
      report: (error) => this.reportFault({ incident: "mail", operation: "mail", error }),
    });
    this.#mailbox = new MailboxDesk({
      keys: this.#needs.keys,
      practice,
      cx: () => this.#cx(practice, this.#self()),
      report: (error) => this.reportFault({ incident: "mailbox", operation: "mailbox", error }),
    });
    if (!this.#needs.schedule) return;
    this.#timers = [
      setInterval(() => this.#lockIdle(), lockEveryMs),
      setInterval(() => void this.#scheduler?.tick(), tickEveryMs),
      setInterval(() => void this.#sendMail(), tickEveryMs),
      setInterval(() => void this.#mailbox?.tick(), tickEveryMs),
      setInterval(() => this.#collect(practice), tickEveryMs),
    ];
    for (const timer of this.#timers) timer.unref();
    void this.#scheduler.tick();
    void this.#sendMail();
    void this.#mailbox.tick();
  }

  /** What cannot be delivered often comes back at once, so that the mailbox is looked into soon after. */
  async #sendMail(): Promise<void> {
    const run = await this.#mail?.run();
    if (run && run.sent > 0) this.#mailbox?.want();
  }

  /** What a crash left of an import is invisible, and is taken away beside the work (R16). */
  #clearImports(practice: OpenPractice): void {
    clearLeftovers(this.#cx(practice, this.#self())).catch((error: unknown) =>
      this.reportFault({ incident: "import_leftovers", operation: "clear imports", error }),
    );
  }

  /** What patients asked for on the portal; without a relay nothing comes. */
  #collect(practice: OpenPractice): void {
    collectPortalMessages(() => this.#cx(practice, this.#self())).catch((error: unknown) =>
      this.reportFault({ incident: "portal", operation: "collect", error }),
    );
  }

  #lockIdle(): void {
    try {
      if (this.#practice) this.#sessions.lockIdle();
    } catch (error) {
      this.reportFault({ incident: "idle_lock", operation: "idle lock", error });
    }
  }

  async #closeCurrent(): Promise<void> {
    const practice = this.#practice;
    if (!practice) return;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    await this.#scheduler?.stop();
    this.#scheduler = null;
    await this.#mail?.stop();
    this.#mail = null;
    await this.#mailbox?.stop();
    this.#mailbox = null;
    this.#sessions.endAll();
    this.seats.clear();
    this.#practice = null;
    await closeListReader(practice);
    closePractice(practice);
    this.#needs.log.info("practice closed");
    this.#announcer.publish(["practice", "status"]);
  }

  /** Nothing more is written to a file that was found damaged (R8). */
  async #giveUpDamaged(error: unknown): Promise<void> {
    const practice = this.#practice;
    if (!practice) return;
    this.#practice = null;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#scheduler = null;
    this.#mail = null;
    this.#mailbox = null;
    this.seats.clear();
    await closeListReader(practice);
    closePractice(practice);
    this.#announcer.publish(["practice", "status"]);
    this.#needs.onFatal(error);
  }

  // Work by the clock

  async tick(): Promise<void> {
    this.#lockIdle();
    await this.#scheduler?.tick();
    await this.#sendMail();
    await this.#mailbox?.tick();
  }

  /** A run at once, for a person (BIL-1). Refuses `billing_elsewhere` and `billing_stopped`. */
  runBillingNow(cx: Cx): Promise<RunReport> {
    invariant(this.#scheduler, "an open practice has its scheduler");
    return this.#scheduler.runNow(cx.actor);
  }

  /** Moves a training practice's clock day by day, billing each day as it comes (F-20). */
  async advanceClock(cx: Cx, toOn: Day): Promise<{ todayOn: Day; runs: RunReport[] }> {
    const practice = this.requirePractice();
    requireAdvance(cx, toOn);
    const runs: RunReport[] = [];
    for (;;) {
      const before = this.#cx(practice, cx.actor);
      if (before.today >= toOn) {
        recordAdvance(before, cx.today, before.today);
        return { todayOn: before.today, runs };
      }
      advanceOneDay(before);
      runs.push(await runBillingAsEquipped(() => this.#cx(practice, cx.actor), "training"));
      await otherWork();
      if (this.#practice !== practice) refuse("practice_not_found", {});
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#switch(() => this.#closeCurrent());
    this.#isClosed = true;
    this.#announcer.close();
    await this.#documents?.close();
  }

  #opener(): Opener {
    const { keys, clock, computerId, workstation } = this.#needs;
    return { keys, clock, computerId, workstation };
  }

  #maker() {
    return { ...this.#opener(), dataDir: this.dataDir, hasher: this.hasher };
  }

  #self(): Actor {
    return { staffId: null, workstation: this.#needs.workstation };
  }
}
