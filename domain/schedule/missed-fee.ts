/** The fee of a visit that was missed (PPL-16): by hours of notice, after the waivers of the year; nothing where the practice cancels. */
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
  | { readonly kind: "charged"; readonly cents: Cents };

/** `waived` is how many of the year were waived before. */
export function missedFee(settings: ScheduleSettings, missed: Missed, waived: number): MissedFee {
  const cents = policyCents(settings, missed);
  if (cents === 0) return { kind: "none", cents };
  return waived < settings.waiversAYear ? { kind: "waived", cents, waiver: waived + 1 } : { kind: "charged", cents };
}

function policyCents(settings: ScheduleSettings, missed: Missed): Cents {
  if (missed.kind === "no_show") return settings.noShowCents;
  if (missed.by === "practice") return toCents(0);
  const noticeMs = epochOf(missed.startsAt) - epochOf(missed.cancelledAt);
  const fits = settings.lateFees.filter(({ underHours }) => noticeMs < underHours * 3_600_000);
  // The shortest notice that was not kept decides, whatever the order in which fees are kept.
  return fits.toSorted((a, b) => a.underHours - b.underHours)[0]?.cents ?? toCents(0);
}
