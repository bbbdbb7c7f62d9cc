/**
 * Reads the processor's JSON into the interface's types, strictly: a field that is missing, of
 * another type, out of its range or unheard of makes the whole answer nonsense, and a page with one
 * such item is nonsense as a whole. Answers `undefined`, never throws.
 */
import { isDay, isInstant, type Day } from "#domain/calendar.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { CardEvent, ChargeMetadata, ChargeOutcome, ListedCharge, ListedRefund, RefundMetadata, RefundOutcome } from "./cards.ts";

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export function readCharge(value: unknown): ListedCharge | undefined {
  const fields = asObject(value);
  const key = asText(fields?.["key"]);
  const amountCents = asCents(fields?.["amount"]);
  const refundedCents = asCents(fields?.["refunded"]);
  const metadata = readMetadata(fields?.["metadata"]);
  const outcome = readOutcome(value);
  if (key === undefined || amountCents === undefined || refundedCents === undefined) return undefined;
  if (!metadata || !outcome || amountCents === 0 || refundedCents > amountCents) return undefined;
  return { key, amountCents, refundedCents, metadata, outcome };
}

export function readChargePage(value: unknown): Page<ListedCharge> | undefined {
  return readPage(value, "charges", readCharge);
}

export function readRefund(value: unknown): ListedRefund | undefined {
  const fields = asObject(value);
  const key = asText(fields?.["key"]);
  const chargeKey = asText(fields?.["charge"]);
  const amountCents = asCents(fields?.["amount"]);
  const metadata = readRefundMetadata(fields?.["metadata"]);
  const outcome = readRefundOutcome(value);
  if (key === undefined || chargeKey === undefined || amountCents === undefined || amountCents === 0) return undefined;
  return metadata && outcome ? { key, chargeKey, amountCents, metadata, outcome } : undefined;
}

export function readRefundPage(value: unknown): Page<ListedRefund> | undefined {
  return readPage(value, "refunds", readRefund);
}

export function readEventPage(value: unknown): Page<CardEvent> | undefined {
  return readPage(value, "events", readEvent);
}

/** The word of a refusal, `{"error":{"type":"absent"}}`. */
export function readRefusal(value: unknown): string | undefined {
  return asText(asObject(asObject(value)?.["error"])?.["type"]);
}

/** The newest epoch the processor knows, where it says it (BIL-20). */
export function readNewestEpoch(value: unknown): number | undefined {
  return asWhole(asObject(asObject(value)?.["error"])?.["newestEpoch"]);
}

function readPage<T>(
  value: unknown,
  name: string,
  readItem: (item: unknown) => T | undefined,
): Page<T> | undefined {
  const fields = asObject(value);
  const list = fields?.[name];
  const next = fields?.["next"] === null ? null : asText(fields?.["next"]);
  if (!Array.isArray(list) || next === undefined) return undefined;
  const items: T[] = [];
  for (const one of list as readonly unknown[]) {
    const item = readItem(one);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { items, next };
}

function readOutcome(value: unknown): ChargeOutcome | undefined {
  const fields = asObject(value);
  const processorId = asText(fields?.["id"]);
  const at = asText(fields?.["at"]);
  switch (fields?.["status"]) {
    case "pending":
      return processorId === undefined ? undefined : { state: "pending", processorId };
    case "succeeded":
      if (processorId === undefined || at === undefined || !isInstant(at)) return undefined;
      return { state: "succeeded", processorId, at };
    case "declined": {
      const code = asText(fields["code"]);
      const kind = asText(fields["kind"]);
      if (at === undefined || !isInstant(at) || code === undefined) return undefined;
      if (kind !== "soft" && kind !== "hard" && kind !== "authentication") return undefined;
      if (fields["id"] !== null && processorId === undefined) return undefined;
      return { state: "declined", processorId: processorId ?? null, code, kind, at };
    }
    default:
      return undefined;
  }
}

function readRefundOutcome(value: unknown): RefundOutcome | undefined {
  const fields = asObject(value);
  const processorId = asText(fields?.["id"]);
  if (fields?.["status"] !== "declined") {
    const outcome = readOutcome(value);
    return outcome?.state === "declined" ? undefined : outcome;
  }
  const at = asText(fields["at"]);
  const code = asText(fields["code"]);
  if (at === undefined || !isInstant(at) || code === undefined) return undefined;
  if (fields["id"] !== null && processorId === undefined) return undefined;
  return { state: "declined", processorId: processorId ?? null, code, at };
}

function readRefundMetadata(value: unknown): RefundMetadata | undefined {
  const fields = asObject(value);
  const lineage = asText(fields?.["lineage"]);
  const epoch = asWhole(fields?.["epoch"]);
  const householdId = asWhole(fields?.["householdId"]);
  const paymentId = asWhole(fields?.["paymentId"]);
  const invoiceId = fields?.["invoiceId"] === null ? null : asWhole(fields?.["invoiceId"]);
  if (lineage === undefined || epoch === undefined || householdId === undefined) return undefined;
  if (paymentId === undefined || invoiceId === undefined) return undefined;
  return { lineage, epoch, householdId, paymentId, invoiceId };
}

function readMetadata(value: unknown): ChargeMetadata | undefined {
  const fields = asObject(value);
  const lineage = asText(fields?.["lineage"]);
  const drawOn = asDayOrNull(fields?.["drawOn"]);
  const epoch = asWhole(fields?.["epoch"]);
  const householdId = asWhole(fields?.["householdId"]);
  const invoiceId = asWhole(fields?.["invoiceId"]);
  const ordinal = asWhole(fields?.["ordinal"]);
  if (lineage === undefined || drawOn === undefined || epoch === undefined) return undefined;
  if (householdId === undefined || invoiceId === undefined || ordinal === undefined) return undefined;
  return { lineage, epoch, householdId, invoiceId, drawOn, ordinal };
}

function readEvent(value: unknown): CardEvent | undefined {
  const fields = asObject(value);
  const id = asText(fields?.["id"]);
  const at = asText(fields?.["at"]);
  if (!fields || id === undefined || at === undefined || !isInstant(at)) return undefined;
  const key = asText(fields["key"]);
  switch (fields["kind"]) {
    case "charge": {
      const outcome = readOutcome(fields["outcome"]);
      return key === undefined || !outcome ? undefined : { id, at, kind: "charge", key, outcome };
    }
    case "refund": {
      const outcome = readRefundOutcome(fields["outcome"]);
      return key === undefined || !outcome ? undefined : { id, at, kind: "refund", key, outcome };
    }
    case "dispute": {
      const disputeId = asText(fields["disputeId"]);
      const amountCents = asCents(fields["amountCents"]);
      const reason = asText(fields["reason"]);
      const state = fields["state"];
      const evidenceBy = asDayOrNull(fields["evidenceBy"]);
      if (key === undefined || disputeId === undefined || amountCents === undefined) return undefined;
      if (reason === undefined || evidenceBy === undefined) return undefined;
      if (state !== "opened" && state !== "won" && state !== "lost") return undefined;
      return { id, at, kind: "dispute", disputeId, key, amountCents, reason, state, evidenceBy };
    }
    case "card_updated": {
      const cardToken = asText(fields["cardToken"]);
      const newToken = asText(fields["newToken"]);
      const last4 = asText(fields["last4"]);
      const expiresMonth = asWhole(fields["expiresMonth"]);
      const expiresYear = asWhole(fields["expiresYear"]);
      if (cardToken === undefined || newToken === undefined || last4 === undefined) return undefined;
      if (!/^\d{4}$/.test(last4) || expiresMonth === undefined || expiresYear === undefined) return undefined;
      if (expiresMonth < 1 || expiresMonth > 12 || expiresYear < 2000 || expiresYear > 2199) return undefined;
      return { id, at, kind: "card_updated", cardToken, newToken, last4, expiresMonth, expiresYear };
    }
    default:
      return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Text of a sensible length; an empty one says nothing. */
function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 300 ? value : undefined;
}

function asWhole(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function asCents(value: unknown): Cents | undefined {
  const whole = asWhole(value);
  return whole === undefined ? undefined : toCents(whole);
}

function asDayOrNull(value: unknown): Day | null | undefined {
  if (value === null) return null;
  return typeof value === "string" && isDay(value) ? value : undefined;
}
