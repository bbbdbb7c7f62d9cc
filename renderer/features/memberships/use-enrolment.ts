/** Quotes an enrolment while it is typed, and carries it out: enrol, charge the card on file, print what is signed by pen. */
import { useMemo, useState } from "react";
import type { Enrolment, EnrolmentQuote } from "#contract/memberships.ts";
import type { TenderInput } from "#contract/tenders.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf, type QueryAnswer } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import type { AgreementWay } from "./EnrolAgreement.tsx";
import { enrolmentOf, type EnrolDraft } from "./enrol-draft.ts";

export type EnrolAct = {
  readonly enrolment: Enrolment;
  readonly quote: EnrolmentQuote;
  readonly way: AgreementWay | "none";
  readonly signing: { readonly signer: string; readonly signature: Signature; readonly fingerprints: string[] } | null;
  /** Places of the members whose plan is signed. */
  readonly signedPlaces: readonly number[];
  /** The card on file to charge, or null for another tender. */
  readonly cardId: number | null;
  readonly payment: TenderInput | null;
  readonly toTake: Cents;
};

export type EnrolOutcome = {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Enrolled, and the card was not charged: why. */
  readonly unpaid: { readonly sentence: string | null; readonly failure: Failure | null } | null;
};

const ways = {
  screen: "signed_on_screen",
  paper: "signed_on_paper",
  print: "later",
  later: "later",
  none: "not_needed",
} as const;

export function useEnrolment(
  householdId: HouseholdId,
  draft: EnrolDraft,
  first: PatientId,
): {
  readonly enrolment: Enrolment | null;
  readonly quote: QueryAnswer<EnrolmentQuote>;
  readonly act: (act: EnrolAct) => Promise<void>;
  readonly outcome: EnrolOutcome;
} {
  const office = useOffice();
  const { today, money } = usePracticeFormat();
  const enrolment = useMemo(() => enrolmentOf(householdId, draft), [householdId, draft]);
  const quote = useQueryOf(office.memberships.quoteEnrolment, asQuoted(enrolment ?? nobody(householdId, today)), {
    topics: ["memberships", "plans", "coupons", `household/${householdId}`],
    keepPrevious: true,
    enabled: enrolment !== null,
  });
  const enrol = useCommand(office.memberships.enrol);
  const charge = useCommand(office.charging.chargeNow);
  const print = useCommand(office.agreements.print);
  const open = useAsk(office.documents.open);
  const [unpaid, setUnpaid] = useState<string | null | undefined>(undefined);

  const printToSign = async (membershipIds: MembershipId[]) => {
    const made = await print.run({ membershipIds });
    const file = made && (await open.run({ documentId: made.documentId }));
    if (file) printFile(file, "agreement");
    else showToast({ message: "The agreement could not be printed. Print it from the chart.", tone: "attention" });
  };
  /** Answers whether it was paid; what is not paid stays on the screen. */
  const chargeCard = async (invoiceId: InvoiceId, cardId: number): Promise<boolean> => {
    const charged = await charge.run({ invoiceId, cardId });
    if (charged?.state === "succeeded" || charged?.state === "nothing_owed") return true;
    setUnpaid(charged?.attempt?.sentence ?? null);
    return false;
  };
  const act = async (asked: EnrolAct) => {
    const done = await enrol.run({
      enrolment: { ...asked.enrolment, agreement: ways[asked.way] },
      expectedTodayCents: asked.quote.today.cents,
      payment: asked.payment,
      signing: asked.signing,
    });
    if (!done) return;
    const toSign = done.membershipIds.filter((_, place) => asked.signedPlaces.includes(place));
    if (asked.way === "print" && toSign.length > 0) await printToSign(toSign);
    const owes = asked.cardId !== null && done.invoiceId !== null && asked.toTake > 0;
    if (owes && done.invoiceId !== null && asked.cardId !== null && !(await chargeCard(done.invoiceId, asked.cardId))) return;
    const isPaid = asked.payment !== null || owes;
    showToast({
      message: isPaid
        ? `Enrolled. ${formatMoney(asked.toTake, money, { withCurrency: true })} ${owes ? "charged" : "taken"}.`
        : `Enrolled.${asked.toTake > 0 ? " The invoice is open." : ""}`,
    });
    location.hash = hrefTo("/patients/$patientId", { patientId: first }).slice(1);
  };
  return {
    enrolment,
    quote,
    act,
    outcome: {
      busy: enrol.busy || charge.busy || print.busy || open.busy,
      failure: enrol.failure,
      unpaid: unpaid === undefined ? null : { sentence: unpaid, failure: charge.failure },
    },
  };
}

/** While the reason of a waiver is still being typed, the amounts are shown as they will be. */
function asQuoted(enrolment: Enrolment): Enrolment {
  return {
    ...enrolment,
    members: enrolment.members.map((member) => ({
      ...member,
      waiveActivationReason: member.waiveActivationReason === null ? null : "waived",
    })),
  };
}

/** A question that is never asked: the query is off until the form is complete. */
function nobody(householdId: HouseholdId, startOn: Enrolment["startOn"]): Enrolment {
  return {
    householdId,
    members: [],
    startOn,
    drawDay: null,
    firstMoney: "stub_now",
    agreement: "later",
    couponCode: null,
  };
}
