/** Shows what moving a person will do (PPL-3, MEM-21): the move itself, tried out and taken back. */
import { findPatient } from "#db/people/patient.ts";
import { listMembers } from "#db/people/members.ts";
import type { PatientId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cx } from "../context.ts";
import { moveWithin, type Move } from "../people/move-patient.ts";
import { requireHousehold, requirePatient } from "../people/require.ts";
import { tryOut } from "../try-out.ts";
import { listDrawsAhead, type DrawAhead } from "./draws-ahead.ts";
import { listTransferable } from "./transfer-invoices.ts";

export type MovePreview = {
  /** Invoices for this person alone that can go along, and what they come to. */
  readonly own: { readonly invoices: number; readonly cents: Cents };
  readonly payerLeaves: boolean;
  readonly from: { readonly name: string; readonly balanceCents: Cents; readonly creditCents: Cents; readonly nextDraws: DrawAhead[] };
  readonly to: { readonly name: string; readonly balanceCents: Cents; readonly nextDraws: DrawAhead[] };
  /** Who could pay for those who stay. */
  readonly payers: { patientId: PatientId; name: string }[];
};

/** What must be known before the payer is named; the rest is what `moveWithin` says. Refuses what it refuses. */
export function previewMove(cx: Cx, move: Move): MovePreview {
  return tryOut<MovePreview>(cx.db, (db) => {
    const patient = requirePatient(db, move.patientId);
    const fromId = patient.householdId;
    const household = requireHousehold(db, fromId);
    const others = listMembers(db, fromId).filter(({ patientId, status }) => patientId !== move.patientId && status !== "deceased");
    const payerLeaves = others.length > 0 && household.payerPatientId === move.patientId;
    const payers = payerLeaves ? others.map((one) => ({ patientId: one.patientId, name: fullName(one) })) : [];
    const transferable = listTransferable(db, move.patientId, fromId);
    // Until somebody is named, the first of those who could pay stands for them: the figures are the same.
    const named = payerLeaves && (move.newPayerPatientId ?? null) === null ? { newPayerPatientId: payers[0]?.patientId ?? null } : {};
    const { householdId } = moveWithin(cx, db, { ...move, ...named });
    const after = requireHousehold(db, fromId);
    const target = requireHousehold(db, householdId);
    const payer = target.payerPatientId === null ? undefined : findPatient(db, target.payerPatientId);
    return {
      own: { invoices: transferable.length, cents: addCents(...transferable.map(({ cents }) => cents)) },
      payerLeaves,
      payers,
      from: { name: household.name, balanceCents: after.balanceCents, creditCents: after.creditCents, nextDraws: listDrawsAhead(db, fromId, 3) },
      to: { name: payer ? fullName(payer) : target.name, balanceCents: target.balanceCents, nextDraws: listDrawsAhead(db, householdId, 3) },
    };
  });
}
