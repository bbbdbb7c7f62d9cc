/**
 * What a portal may send (chapter 9): requests, all of them. A message comes from outside, so nothing in it is
 * believed before it was read here; which household it speaks for is told by its key, never by its body.
 */
import { toInstant, type Instant, type PeriodMonths } from "../calendar.ts";
import { asId, type HouseholdId, type PatientId, type PlanId } from "../identity.ts";

export type JoinRequest = {
  readonly kind: "plan.enrol.request";
  readonly patientId: PatientId;
  readonly planId: PlanId;
  readonly periodMonths: PeriodMonths;
  /** What the patient adds, in their own words; one paragraph. */
  readonly note: string;
};
export type PortalBody = JoinRequest | { readonly kind: "package.buy.request" } | { readonly kind: "package.redeem.request" };

/** One message as a gateway hands it over, its body unread. */
export type PortalMessage = {
  /** The same one may come again after any crash; it is known by this. */
  readonly messageId: string;
  readonly householdId: HouseholdId;
  readonly askedAt: Instant;
  readonly body: unknown;
};

export const longestPortalNote = 500;
export const longestMessageId = 64;
const periods: readonly number[] = [1, 3, 6, 12];

/** The body, or null where it is nothing a portal says. */
export function readPortalBody(body: unknown): PortalBody | null {
  if (typeof body !== "object" || body === null || !("kind" in body)) return null;
  switch (body.kind) {
    case "plan.enrol.request":
      return readJoin(body as Record<string, unknown>);
    case "package.buy.request":
    case "package.redeem.request":
      return { kind: body.kind };
    default:
      return null;
  }
}

function readJoin({ patientId, planId, periodMonths, note = "" }: Record<string, unknown>): JoinRequest | null {
  if (!isRowId(patientId) || !isRowId(planId)) return null;
  if (typeof periodMonths !== "number" || !periods.includes(periodMonths)) return null;
  if (typeof note !== "string" || note.length > longestPortalNote) return null;
  return {
    kind: "plan.enrol.request",
    patientId: asId<PatientId>(patientId),
    planId: asId<PlanId>(planId),
    periodMonths: periodMonths as PeriodMonths,
    note: note.replaceAll(/[\p{Cc}\s]+/gu, " ").trim(),
  };
}

function isRowId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Whether a message can be known again and placed in time. */
export function isWholeMessage({ messageId, householdId, askedAt }: PortalMessage): boolean {
  return /^[\w-]+$/.test(messageId) && messageId.length <= longestMessageId && isRowId(householdId) && isInstant(askedAt);
}

function isInstant(text: string): boolean {
  try {
    return toInstant(text) === text;
  } catch {
    return false;
  }
}
