/**
 * One member's life for stories of holds, changes, ends and returns (MEM-9..14): every act is previewed
 * first where it has a preview, and what was promised is compared with what the runs then make. Bills are
 * paid in cash on the day they are made. Whoever tells a story ends it with `end`.
 */
import { expect } from "vitest";
import { addDays, toDay, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import type { FirstMoney } from "#domain/memberships/enrolment.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { changeDrawDay } from "./change-draw-day.ts";
import { cancelMembership, type CancelInput } from "./cancel.ts";
import { previewCancel } from "./preview-cancel.ts";
import { undoCancel } from "./undo-cancel.ts";
import type { DrawPreview } from "./change-plan.ts";
import type { CancelPreview } from "./preview-cancel.ts";
import { openClub, periodsOf, type Club, type Family } from "./club.fixture.ts";
import { holdMembership, previewHold, type HoldInput, type HoldPreview } from "./hold.ts";
import { membershipCard, type MembershipCard } from "./membership-card.ts";
import { movePlan, type PlanMoved, type PlanMoveInput } from "./move-plan.ts";
import { rejoinMembers, type Rejoined } from "./rejoin.ts";
import { resumeMembership } from "./resume.ts";

export type LifeStart = {
  readonly months?: PeriodMonths;
  readonly drawDay?: number;
  readonly firstMoney?: FirstMoney;
  readonly includesFirstPeriod?: boolean;
  readonly monthlyCents?: number;
};

export class Life {
  readonly club: Club;
  readonly family: Family;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly membershipId: MembershipId;
  readonly plan: PlanView;
  #pausing: { readonly on: string; readonly backCents: number } | null = null;
  #promised: { readonly after: number; readonly draws: readonly DrawPreview[] } | null = null;

  constructor(joinedOn: string, start: LifeStart = {}) {
    this.club = openClub(joinedOn);
    this.plan = this.club.plan({
      name: "Story",
      prices: [
        { months: 1, priceCents: toCents(start.monthlyCents ?? 3700) },
        { months: 3, priceCents: toCents(10_800) },
        { months: 12, priceCents: toCents(42_500) },
      ],
      activation: { ...this.club.adult.terms.activation, includesFirstPeriod: start.includesFirstPeriod ?? false },
    });
    this.family = this.club.family("Lee", ["Rosa", "1980-05-05"], ["Ben", "1982-05-05"]);
    this.householdId = this.family.householdId;
    const [patientId] = this.family.patientIds;
    if (!patientId) throw new Error("Rosa is there");
    this.patientId = patientId;
    const [membershipId] = this.club.enrol(
      this.householdId,
      [{ patientId, plan: this.plan, periodMonths: start.months ?? 1 }],
      { drawDay: start.drawDay ?? null, firstMoney: start.firstMoney ?? "stub_now" },
    ).membershipIds;
    if (!membershipId) throw new Error("one membership");
    this.membershipId = membershipId;
  }

  /**
   * Lives on to a day, paying bills at once unless told otherwise. Runs go day by day; days on which the
   * membership has nothing to do, and the books know it, are slept through but for the last of them.
   */
  until(day: string, over: { readonly pays?: boolean } = {}): this {
    while (this.club.today() < day) {
      this.club.leapTo(over.pays === false ? addDays(this.club.today(), 1) : this.#nextDay(toDay(day)));
      if (this.#pausing?.on === this.club.today()) expect(this.givenBack()).toBe(this.#pausing.backCents);
      if (over.pays !== false) this.club.payAll(this.householdId);
    }
    this.compare();
    return this;
  }

  /** The day before something happens, and then that day itself. */
  #nextDay(last: Day): Day {
    const tomorrow = addDays(this.club.today(), 1);
    const work = this.club.db.read(
      (r): Day | null =>
        r.get<{ on: Day | null }>("select next_work_on as \"on\" from membership where id = ?", this.membershipId)?.on ?? null,
    );
    const days = [last, ...(work === null ? [] : [work]), ...(this.#pausing ? [toDay(this.#pausing.on)] : [])];
    const [soonest = last] = days.filter((on) => on >= tomorrow).toSorted();
    const before = addDays(soonest, -1);
    return soonest === tomorrow || before <= tomorrow ? tomorrow : before;
  }

  hold(from: string, until: string | null, kind: Hold["kind"] = "pause"): HoldPreview {
    const wanted: HoldInput = {
      membershipId: this.membershipId,
      fromOn: toDay(from),
      untilOn: until === null ? null : toDay(until),
      kind,
      reason: "Travelling",
    };
    const preview = previewHold(this.club.cx(), wanted);
    this.compare();
    const before = this.givenBack();
    holdMembership(this.club.cx(), wanted);
    // A hold that begins today gives back exactly what was shown, now; a later one moves nothing yet.
    expect(this.givenBack() - before).toBe(from <= this.club.today() ? preview.creditCents : 0);
    if (kind === "pause") this.#pausing = { on: from, backCents: before + preview.creditCents };
    this.#promise(preview);
    return preview;
  }

  resume(on: string = this.club.today()): this {
    this.#forget();
    resumeMembership(this.club.cx(), { membershipId: this.membershipId, onDay: toDay(on) });
    this.club.payAll(this.householdId);
    return this;
  }

  cancel(when: CancelInput["when"] = "end_of_paid_period", on: string | null = null): CancelPreview {
    const wanted: CancelInput = {
      membershipId: this.membershipId,
      when,
      onDate: on === null ? null : toDay(on),
      reason: "Moving away",
    };
    const preview = previewCancel(this.club.cx(), wanted);
    this.compare();
    this.#pausing = null;
    cancelMembership(this.club.cx(), wanted);
    this.#promise(preview);
    return preview;
  }

  undoCancel(): this {
    this.#forget();
    undoCancel(this.club.cx(), this.membershipId);
    return this;
  }

  changeDay(drawDay: number, towards: "later" | "earlier"): MembershipId[] {
    this.#forget();
    const input = { membershipId: this.membershipId, scope: "all_future", drawDay, towards, reason: "Payday" } as const;
    return changeDrawDay(this.club.cx(), input).membershipIds;
  }

  /** Collects the next draw on another day, once. */
  shift(on: string): this {
    this.#forget();
    const input = { membershipId: this.membershipId, scope: "next_draw", collectOn: toDay(on), reason: "Payday" } as const;
    changeDrawDay(this.club.cx(), input);
    this.club.payAll(this.householdId);
    return this;
  }

  /** Moves to a plan of a monthly price: three and twelve months cost three and twelve times as much. */
  move(monthlyCents: number, when: PlanMoveInput["when"] = "now", periodMonths: PeriodMonths = 1): PlanMoved {
    this.#forget();
    const months = [1, 3, 12] as const;
    const prices = months.map((count) => ({ months: count, priceCents: toCents(monthlyCents * count) }));
    const { planVersionId } = this.club.plan({ name: `Plus ${monthlyCents}`, prices });
    const { membershipId } = this;
    const moved = movePlan(this.club.cx(), { membershipId, planVersionId, periodMonths, when, reason: "Wants more" });
    this.club.payAll(this.householdId);
    return moved;
  }

  rejoin(drawDay: number | null = null, fee: { cents: number; reason: string } | null = null): Rejoined {
    this.#forget();
    const changed = fee === null ? null : { cents: toCents(fee.cents), reason: fee.reason };
    const members = [{ membershipId: this.membershipId, fee: changed }];
    const back = rejoinMembers(this.club.cx(), { householdId: this.householdId, members, drawDay, payment: null });
    this.club.payAll(this.householdId);
    return back;
  }

  /** What was promised held until now; the next act changes it. */
  #forget(): void {
    this.compare();
    this.#promised = null;
    this.#pausing = null;
  }

  #promise(preview: { readonly nextDraws: readonly DrawPreview[] }): void {
    this.#promised = { after: this.club.invoices(this.householdId).length, draws: preview.nextDraws };
  }

  /** MEM-21: the draws made since the last act are those that its preview promised, no more and no fewer. */
  compare(): void {
    if (this.#promised === null) return;
    const { after, draws } = this.#promised;
    const today = this.club.today();
    const last = draws.length < 3 ? "9999" : (draws.at(-1)?.on ?? "9999");
    const made = this.draws(after).filter((draw) => draw.slice(0, 10) <= last);
    expect(made).toEqual(draws.filter(({ on }) => on <= today).map(({ on, cents }) => `${on} ${cents}`));
  }

  card(): MembershipCard {
    return this.club.db.read((r) => membershipCard(r, this.membershipId, this.club.today()));
  }

  periods(): string[] {
    return periodsOf(this.club, this.membershipId);
  }

  /** Draws of the household since so many invoices, as `day cents`. */
  draws(after = 1): string[] {
    return this.club
      .invoices(this.householdId)
      .slice(after)
      .map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
  }

  /** Everything ever given back for days that were paid and not used, as credit or off an invoice. */
  givenBack(): number {
    return this.club.db.read(
      (r): number =>
        r.get<{ cents: number }>(
          `select (select coalesce(sum(amount_cents), 0) from credit where household_id = :h and origin <> 'overpayment')
             + (select coalesce(sum(a.amount_cents), 0) from allocation a join invoice i on i.id = a.invoice_id
                where i.household_id = :h and a.source = 'credit_note') as cents`.replaceAll(":h", String(this.householdId)),
        )?.cents ?? Number.NaN,
    );
  }

  refusal(work: () => unknown): string | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** A second run on the day makes nothing, and the books agree with themselves. */
  end(): void {
    this.compare();
    this.club.runNow();
    const count = this.club.invoices(this.householdId).length;
    expect(this.club.runNow()).toMatchObject({ invoicesMade: 0, held: [] });
    expect(this.club.invoices(this.householdId)).toHaveLength(count);
    expect(verifyPractice(this.club.db).breaches).toEqual([]);
    this.club.dispose();
  }
}
