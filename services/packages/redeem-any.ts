/** Redeems whatever the desk chose, a package's use or a benefit's, and takes it back (PKG-3, PKG-10). */
import type { WritableDb } from "#db/database.ts";
import type { BenefitGrantId, BenefitUseId, InvoiceId, InvoiceLineId, PackageSaleId, PackageUseId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { redeemBenefitWithin, undoBenefit } from "../benefits/redeem.ts";
import { act, type Cx, type Work } from "../context.ts";
import { tryOut } from "../try-out.ts";
import { redeemOnLineWithin } from "./redeem.ts";
import { undoRedeem } from "./undo-redeem.ts";

export type ChosenUse = { readonly kind: "package"; readonly saleId: PackageSaleId } | { readonly kind: "benefit"; readonly grantId: BenefitGrantId };
export type ToRedeem = { readonly invoiceId: InvoiceId; readonly lineId: InvoiceLineId; readonly use: ChosenUse };

export type RedeemedAny = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly undo: RedeemedUse;
  /** How many uses it took. */
  readonly uses: number;
  /** What the use pays for, what the line comes to, and what is left to pay on the invoice. */
  readonly coveredCents: Cents;
  readonly upsizeCents: Cents;
  readonly lineCents: Cents;
  readonly balanceCents: Cents;
  readonly left: number;
};

export type RedeemedUse = { readonly kind: "package"; readonly useId: PackageUseId } | { readonly kind: "benefit"; readonly useId: BenefitUseId };

/** Refuses what `redeemOnLineWithin` and `redeemBenefitWithin` refuse. */
export function redeem(cx: Cx, input: ToRedeem): RedeemedAny {
  return act<RedeemedAny>(cx, (db) => redeemWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewRedemption(cx: Cx, input: ToRedeem): RedeemedAny {
  return tryOut<RedeemedAny>(cx.db, (db) => redeemWithin(cx, db, input));
}

function redeemWithin(cx: Work, db: WritableDb, { invoiceId, lineId, use }: ToRedeem): RedeemedAny {
  if (use.kind === "benefit") {
    const { useId, offCents, left, ...done } = redeemBenefitWithin(cx, db, { invoiceId, lineId, grantId: use.grantId });
    return { ...done, undo: { kind: "benefit", useId }, uses: 1, coveredCents: offCents, upsizeCents: zeroCents, left };
  }
  const { useId, valueCents, unitsLeft, ...done } = redeemOnLineWithin(cx, db, { invoiceId, lineId, saleId: use.saleId });
  return { ...done, undo: { kind: "package", useId }, coveredCents: valueCents, left: unitsLeft };
}

/** Refuses what `undoRedeem` and `undoBenefit` refuse. */
export function undoRedemption(cx: Cx, { use }: { readonly use: RedeemedUse }): { invoiceId: InvoiceId } {
  if (use.kind === "benefit") return undoBenefit(cx, use);
  return { invoiceId: undoRedeem(cx, use).invoiceId };
}
