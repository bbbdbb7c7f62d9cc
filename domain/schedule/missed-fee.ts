/**
 * What a missed visit costs (PPL-16): by hours of notice, after the waivers of the year; nothing where the
 * practice cancels. By policy a session of the patient's package in place of the fee, never both.
 */
import { epochOf } from "../instant.ts";
import type { Instant } from "../calendar.ts";
import { toCents, type Cents } from "../money.ts";
import type { ScheduleSettings } from "./settings.ts";

export type Missed =
  | { readonly kind: "no_show" }
  | { readonly kind: "cancelled"; readonly by: "patient" | "practice"; readonly startsAt: Instant; readonly cancelledAt: Instant };

export type MissedFee =
  | { readonly kind: "none"; readonly cents: Cents }
  /** It would cost `cents`; the waiver with this number of the year is used. */
  | { readonly kind: "waived"; readonly cents: Cents; readonly waiver: number }
  | { readonly kind: "charged"; readonly cents: Cents }
  /** A use of the package, worth `cents`. */
  | { readonly kind: "session"; readonly cents: Cents; readonly packageName: string };

/** The session that the policy would take: of what, and worth how much. */
export type SessionToTake = { readonly packageName: string; readonly valueCents: Cents };

/**
 * `waived` is how many of the year were waived before. `findSession` is asked only where the policy takes
 * sessions and the visit was missed without the notice it asks for.
 */
export function missedFee(settings: ScheduleSettings, missed: Missed, waived: number, findSession: () => SessionToTake | null = () => null): MissedFee {
  const feeCents = policyCents(settings, missed);
  const session = settings.takesSession && feeCents !== null ? findSession() : null;
  const cents = session?.valueCents ?? feeCents ?? toCents(0);
  if (cents === 0) return { kind: "none", cents };
  if (waived < settings.waiversAYear) return { kind: "waived", cents, waiver: waived + 1 };
  return session ? { kind: "session", cents, packageName: session.packageName } : { kind: "charged", cents };
}

/** Null where there was notice enough, or the practice cancels: then it costs nothing at all. */
function policyCents(settings: ScheduleSettings, missed: Missed): Cents | null {
  if (missed.kind === "no_show") return settings.noShowCents;
  if (missed.by === "practice") return null;
  const noticeMs = epochOf(missed.startsAt) - epochOf(missed.cancelledAt);
  const fits = settings.lateFees.filter(({ underHours }) => noticeMs < underHours * 3_600_000);
  // The shortest notice that was not kept decides, whatever the order in which fees are kept.
  return fits.toSorted((a, b) => a.underHours - b.underHours)[0]?.cents ?? null;
}
