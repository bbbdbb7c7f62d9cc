/**
 * The enrolment as it is talked through at the counter, top to bottom (MEM-1): who and which plan,
 * when, coupon, agreement, payment. The panel beside it is the office's own quote, and confirming
 * carries out that very quote (MEM-21).
 */
import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import type { PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useMay } from "../../app/status.tsx";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { formIsClear } from "../../kit/field-validity.ts";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { CouponField, isAboutCoupon } from "./CouponField.tsx";
import { EnrolAgreement, type AgreementWay } from "./EnrolAgreement.tsx";
import { EnrolDone } from "./EnrolDone.tsx";
import { EnrolMembers } from "./EnrolMembers.tsx";
import { cardOf, EnrolPayment, type PaidBy } from "./EnrolPayment.tsx";
import { FirstMoneyField } from "./FirstMoneyField.tsx";
import { isOnNoPlan, mayJoin, newMember, signedPlaces, wished, type EnrolDraft, type EnrolWish } from "./enrol-draft.ts";
import { ordinal } from "./period-words.ts";
import { useEnrolment } from "./use-enrolment.ts";
import { useUsableCards } from "./use-usable-cards.ts";
import classes from "./Enrol.module.css";

export type EnrolFormProps = {
  readonly chart: PatientChart;
  readonly plans: readonly PlanView[];
  readonly first: PatientId;
  /** Begin with everybody of the household who is on no plan. */
  readonly everybody: boolean;
  /** What the first of them asked for (PKG-4). */
  readonly wish: EnrolWish;
  readonly onOther: () => void;
};

const days = Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: ordinal(index + 1) }));

export function EnrolForm({ chart, plans, first, everybody, wish, onOther }: EnrolFormProps) {
  const { money, today } = usePracticeFormat();
  const may = useMay();
  const { household } = chart;
  const [draft, setDraft] = useState<EnrolDraft>(() => ({
    members: household.members
      .filter((one) => one.patientId === first || (everybody && mayJoin(one) && isOnNoPlan(one)))
      // Whose chart it was opened from stands first.
      .toSorted((a, b) => Number(b.patientId === first) - Number(a.patientId === first))
      .map((one) => (one.patientId === first ? wished(newMember(one, plans), plans, wish) : newMember(one, plans))),
    startOn: today,
    drawDay: null,
    firstMoney: "stub_now",
    couponCode: "",
  }));
  const change = (part: Partial<EnrolDraft>) => setDraft((before) => ({ ...before, ...part }));
  const [way, setWay] = useState<AgreementWay>("screen");
  const [signerTyped, setSignerTyped] = useState<string | null>(null);
  const [signed, setSigned] = useState<{ readonly of: string; readonly signature: Signature } | null>(null);
  const cards = useUsableCards(household.householdId);
  const [chosenTender, setChosenTender] = useState<PaidBy | null>(null);
  const [reference, setReference] = useState("");
  const { enrolment, quote, act, outcome } = useEnrolment(household.householdId, draft, first);

  const paidBy: PaidBy = chosenTender ?? (cards[0] ? `card ${cards[0].cardId}` : "card_terminal");
  const shown = enrolment === null ? undefined : quote.data;
  const toTake = shown ? toCents(shown.today.cents - shown.creditUsedCents) : toCents(0);
  const hashes = shown?.agreements.map(({ fingerprint }) => fingerprint) ?? [];
  const signer = signerTyped ?? shown?.signerName ?? "";
  const signature = signed?.of === hashes.join() ? signed.signature : null;
  const needsSignature = hashes.length > 0 && way === "screen";
  const isReady =
    shown !== undefined &&
    quote.failure === null &&
    !quote.fetching &&
    (!needsSignature || (signature !== null && signer.trim() !== ""));

  const submit = () => {
    if (!enrolment || !shown || !isReady) return;
    void act({
      enrolment,
      quote: shown,
      way: hashes.length === 0 ? "none" : way,
      signing: needsSignature && signature ? { signer, signature, fingerprints: hashes } : null,
      signedPlaces: signedPlaces(draft.members, plans),
      cardId: cardOf(paidBy),
      payment:
        paidBy === "later" || cardOf(paidBy) !== null || toTake === 0
          ? null
          : { tender: paidBy as never, amountCents: toTake, tenderedCents: null, reference },
      toTake,
    });
  };

  if (outcome.unpaid)
    return <EnrolDone patientId={first} sentence={outcome.unpaid.sentence} failure={outcome.unpaid.failure} />;
  return (
    <form
      className={classes["layout"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (formIsClear(event.currentTarget)) submit();
      }}
    >
      <div className={classes["fields"]}>
        <Panel
          title="Who and which plan"
          aside={
            <Button variant="subtle" size="compact-sm" onClick={onOther}>
              Other household
            </Button>
          }
        >
          <EnrolMembers
            household={household.members}
            plans={plans}
            members={draft.members}
            mayWaive={may("fees.waive")}
            onChange={(members) => change({ members })}
          />
        </Panel>
        <Panel title="When">
          <div className={classes["stack"]}>
            <div className={classes["when"]}>
              <DayField
                label="Start"
                lean="near"
                required
                value={draft.startOn}
                onChange={(startOn) => change({ startOn })}
              />
              <Select
                label="Draw day"
                description={
                  shown
                    ? `Draws on the ${ordinal(shown.drawDay)} of the month`
                    : "The household’s day, or the start day"
                }
                inputWrapperOrder={["label", "input", "description", "error"]}
                placeholder="As they have it, or the start"
                clearable
                data={days}
                value={draft.drawDay === null ? null : String(draft.drawDay)}
                onChange={(value) => change({ drawDay: value === null ? null : Number(value) })}
              />
            </div>
            <FirstMoneyField
              value={draft.firstMoney}
              choices={shown?.firstMoneyChoices ?? []}
              onChange={(firstMoney) => change({ firstMoney })}
            />
          </div>
        </Panel>
        <Panel title="Coupon">
          <CouponField
            code={draft.couponCode}
            failure={quote.failure}
            onUse={(couponCode) => change({ couponCode })}
          />
        </Panel>
        {shown !== undefined && hashes.length > 0 && (
          <Panel title="Agreement">
            <EnrolAgreement
              agreements={shown.agreements}
              way={way}
              onWay={setWay}
              signer={signer}
              onSigner={setSignerTyped}
              onSignature={(next) => setSigned(next === null ? null : { of: hashes.join(), signature: next })}
            />
          </Panel>
        )}
        <Panel title="Payment">
          <EnrolPayment
            cards={cards}
            value={paidBy}
            onChange={setChosenTender}
            reference={reference}
            onReference={setReference}
          />
        </Panel>
      </div>
      <div className={classes["beside"]}>
        <WhatHappens
          busy={quote.fetching}
          {...(shown
            ? {
                today: { ...shown.today, creditUsedCents: shown.creditUsedCents },
                nextDraws: shown.nextDraws,
                benefits: shown.benefits,
                warnings: shown.warnings,
              }
            : { waitingFor: "Choose a plan for each person." })}
        />
        <RefusalNote
          failure={
            enrolment === null ? null : (outcome.failure ?? (isAboutCoupon(quote.failure) ? null : quote.failure))
          }
        />
        {shown !== undefined && needsSignature && signature === null && (
          <p className={classes["quiet"]} role="status">
            The signature is missing.
          </p>
        )}
        <Group justify="end">
          <Button component="a" variant="default" href={hrefTo("/patients/$patientId", { patientId: first })}>
            Cancel
          </Button>
          <Button type="submit" loading={outcome.busy} disabled={!isReady}>
            {actLabel(paidBy, toTake, formatMoney(toTake, money, { withCurrency: true }))}
          </Button>
        </Group>
      </div>
    </form>
  );
}

function actLabel(paidBy: PaidBy, toTake: number, amount: string): string {
  if (paidBy === "later" || toTake === 0) return "Enrol";
  return cardOf(paidBy) === null ? `Enrol and take ${amount}` : `Enrol and charge ${amount}`;
}
