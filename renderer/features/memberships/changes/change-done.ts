/** What a dialog of a change tells when it is done: who hears it offers the way back (UI-6). */
import { addCents, type Cents } from "#domain/money.ts";
import type { OneMembership } from "../hold-and-cancel/one-membership.ts";

export type ChangeDone = {
  /** Null where it cannot be taken back any more: a card was charged for it. */
  readonly changeId: number | null;
  readonly message: string;
};

export type ChangeDialogProps = {
  readonly membership: OneMembership;
  readonly onClose: () => void;
  readonly onDone: (done: ChangeDone) => void;
};

/** What every preview answers and every act expects (MEM-21). */
export function expectedOf(preview: {
  readonly version: number;
  readonly today: { readonly cents: Cents };
  readonly creditCents: Cents;
  readonly refundedCents: Cents;
}) {
  const { version, today, creditCents, refundedCents } = preview;
  return { version, todayCents: today.cents, backCents: addCents(creditCents, refundedCents) };
}
