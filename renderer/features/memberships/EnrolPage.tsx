/**
 * Enrols people of one household, in the order of the conversation at the counter (MEM-1): who, which
 * plan, from when, drawn when, what is paid now. The panel beside it is the office's own quote.
 */
import { Button, Group, Radio, Select, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Enrolment, PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { TenderInput } from "#contract/tenders.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { addCents, toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { usePatientWord } from "../../app/status.tsx";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { formIsClear } from "../../kit/field-validity.ts";
import { Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { CouponField, isAboutCoupon } from "./CouponField.tsx";
import { EnrolMembers, type MemberDraft } from "./EnrolMembers.tsx";
import { PatientPicker } from "./PatientPicker.tsx";
import { ordinal } from "./period-words.ts";
import classes from "./Enrol.module.css";

export function EnrolPage() {
  const { many } = usePatientWord();
  const [search, change] = useAddressSearch();
  const patientId = Number(search["patientId"] ?? 0) as PatientId;
  return (
    <Page
      title="Enrol"
      about={`${many[0]?.toUpperCase()}${many.slice(1)} of one household, on one or more plans`}
    >
      {patientId > 0 ? (
        <EnrolHousehold
          key={patientId}
          patientId={patientId}
          onOther={() => change({ patientId: undefined })}
        />
      ) : (
        <Panel title="Who">
          <div className={classes["pick"]}>
            <PatientPicker
              label="Name, phone or birth date"
              onPick={(id) => change({ patientId: String(id) })}
            />
          </div>
        </Panel>
      )}
    </Page>
  );
}

function EnrolHousehold({
  patientId,
  onOther,
}: {
  readonly patientId: PatientId;
  readonly onOther: () => void;
}) {
  const office = useOffice();
  const chart = useQueryOf(
    office.patients.chart,
    { patientId },
    { topics: [`patient/${patientId}`, "memberships"] },
  );
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  if (chart.failure) return <RefusalNote failure={chart.failure} />;
  if (!chart.data || !plans.data) return null;
  const onSale = plans.data.filter((plan) => plan.state === "on_sale");
  if (onSale.length === 0)
    return (
      <EmptyState
        title="No plan is on sale"
        action={
          <Button component="a" href={hrefTo("/memberships/plans")}>
            Open plans
          </Button>
        }
      >
        Make a plan and put it on sale first.
      </EmptyState>
    );
  return <EnrolForm chart={chart.data} plans={onSale} first={patientId} onOther={onOther} />;
}

type FormProps = {
  readonly chart: PatientChart;
  readonly plans: readonly PlanView[];
  readonly first: PatientId;
  readonly onOther: () => void;
};

const tenders: readonly { value: TenderInput["tender"] | "later"; label: string }[] = [
  { value: "card_terminal", label: "Card terminal" },
  { value: "cash", label: "Cash" },
  { value: "check", label: "Check" },
  { value: "outside_financing", label: "Outside financing" },
  { value: "hsa_card", label: "HSA/FSA card" },
  { value: "other", label: "Other" },
  { value: "later", label: "Later: leave the invoice open" },
];

function EnrolForm({ chart, plans, first, onOther }: FormProps) {
  const office = useOffice();
  const { money, today } = usePracticeFormat();
  const enrol = useCommand(office.memberships.enrol);
  const [members, setMembers] = useState<MemberDraft[]>([
    { patientId: first, planVersionId: null, periodMonths: 1, waiver: null },
  ]);
  const [startOn, setStartOn] = useState<typeof today | null>(today);
  const [drawDay, setDrawDay] = useState<string | null>(null);
  const [firstMoney, setFirstMoney] = useState<Enrolment["firstMoney"]>("stub_now");
  const [agreement, setAgreement] = useState<Enrolment["agreement"]>("signed_on_paper");
  const [tender, setTender] = useState<TenderInput["tender"] | "later">("card_terminal");
  const [reference, setReference] = useState("");
  const [code, setCode] = useState("");
  const householdId: HouseholdId = chart.household.householdId;
  const complete =
    startOn !== null &&
    members.length > 0 &&
    members.every((member) => member.planVersionId !== null);
  const enrolment = useMemo<Enrolment | null>(
    () =>
      complete
        ? {
            householdId,
            members: members.flatMap((member) =>
              member.planVersionId === null
                ? []
                : [
                    {
                      patientId: member.patientId,
                      planVersionId: member.planVersionId,
                      periodMonths: member.periodMonths,
                      waiveActivationReason: member.waiver,
                    },
                  ],
            ),
            startOn: startOn ?? today,
            drawDay: drawDay === null ? null : Number(drawDay),
            firstMoney,
            agreement,
            couponCode: code === "" ? null : code,
          }
        : null,
    [complete, householdId, members, startOn, today, drawDay, firstMoney, agreement, code],
  );
  const quote = useQueryOf(
    office.memberships.quoteEnrolment,
    enrolment ?? emptyEnrolment(householdId, today),
    {
      topics: ["memberships", "plans", `household/${householdId}`],
      keepPrevious: true,
      enabled: enrolment !== null,
    },
  );
  const shown = enrolment === null ? undefined : quote.data;
  const toTake = shown ? toCents(shown.today.cents - shown.creditUsedCents) : toCents(0);
  const needsAgreement = members.some(
    (member) =>
      plans.find((plan) => plan.planVersionId === member.planVersionId)?.terms.agreementRequired,
  );
  const submit = async () => {
    if (!enrolment || !shown) return;
    const done = await enrol.run({
      enrolment: { ...enrolment, agreement: needsAgreement ? agreement : "not_needed" },
      expectedTodayCents: shown.today.cents,
      payment:
        tender === "later" || toTake === 0
          ? null
          : { tender, amountCents: toTake, tenderedCents: null, reference },
    });
    if (!done) return;
    showToast({
      message: `Enrolled. ${tender === "later" ? "The invoice is open." : `${formatMoney(toTake, money, { withCurrency: true })} taken.`}`,
    });
    location.hash = hrefTo("/patients/$patientId", { patientId: first }).slice(1);
  };
  return (
    <form
      className={classes["layout"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (formIsClear(event.currentTarget)) void submit();
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
            household={chart.household.members}
            plans={plans}
            members={members}
            onChange={setMembers}
          />
        </Panel>
        <Panel title="When">
          <div className={classes["stack"]}>
            <DayField label="Start" lean="near" required value={startOn} onChange={setStartOn} />
            <Select
              label="Draw day"
              description={
                shown
                  ? `Draws on the ${ordinal(shown.drawDay)} of the month`
                  : "The household’s day, or the start day"
              }
              placeholder="As the household, or the start day"
              clearable
              data={Array.from({ length: 31 }, (_, index) => ({
                value: String(index + 1),
                label: ordinal(index + 1),
              }))}
              value={drawDay}
              onChange={setDrawDay}
            />
            <Radio.Group
              label="Days before the first draw"
              value={firstMoney}
              onChange={(value) => setFirstMoney(value as Enrolment["firstMoney"])}
            >
              <Group gap="md">
                <Radio value="stub_now" label="Pay those days now" />
                <Radio value="free_until_draw" label="Free until the first draw" />
                <Radio value="full_now" label="Pay a full period now" />
              </Group>
            </Radio.Group>
          </div>
        </Panel>
        <Panel title="Coupon">
          <CouponField code={code} failure={quote.failure} onUse={setCode} />
        </Panel>
        <Panel title="Agreement and payment">
          <div className={classes["stack"]}>
            {needsAgreement === true && (
              <Radio.Group
                label="Agreement"
                value={agreement}
                onChange={(value) => setAgreement(value as Enrolment["agreement"])}
              >
                <Group gap="md">
                  <Radio value="signed_on_paper" label="Signed on paper" />
                  <Radio value="later" label="Will be signed later" />
                </Group>
              </Radio.Group>
            )}
            <Group gap="sm" align="end" wrap="nowrap">
              <Select
                label="Paid by"
                allowDeselect={false}
                data={tenders.map((item) => ({ ...item }))}
                value={tender}
                onChange={(value) =>
                  setTender((value ?? "later") as TenderInput["tender"] | "later")
                }
                className={classes["grow"] ?? ""}
              />
              {tender !== "later" && tender !== "cash" && (
                <TextInput
                  label={tender === "check" ? "Check number" : "Reference"}
                  required={tender === "check"}
                  maxLength={60}
                  value={reference}
                  onChange={(event) => setReference(event.currentTarget.value)}
                />
              )}
            </Group>
          </div>
        </Panel>
      </div>
      <div className={classes["beside"]}>
        <WhatHappens
          busy={quote.fetching}
          {...(shown
            ? {
                today: shown.today,
                nextDraws: shown.nextDraws,
                benefits: shown.benefits,
                warnings: shown.warnings,
              }
            : { waitingFor: "Choose a plan for each person." })}
        >
          {shown !== undefined && shown.creditUsedCents > 0 && (
            <p>
              {formatMoney(shown.creditUsedCents, money, { withCurrency: true })} of the household’s
              credit is used, so {formatMoney(toTake, money, { withCurrency: true })} is left to
              take.
            </p>
          )}
        </WhatHappens>
        <RefusalNote failure={enrolment === null ? null : (enrol.failure ?? (isAboutCoupon(quote.failure) ? null : quote.failure))} />
        <Group justify="end">
          <Button
            component="a"
            variant="default"
            href={hrefTo("/patients/$patientId", { patientId: first })}
          >
            Cancel
          </Button>
          <Button type="submit" loading={enrol.busy} disabled={!shown || quote.failure !== null}>
            {tender === "later" || toTake === 0
              ? "Enrol"
              : `Enrol and take ${formatMoney(addCents(toTake), money, { withCurrency: true })}`}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** A question that is never asked: the query is off until the form is complete. */
function emptyEnrolment(householdId: HouseholdId, startOn: Enrolment["startOn"]): Enrolment {
  return {
    householdId,
    members: [],
    startOn,
    drawDay: null,
    firstMoney: "stub_now",
    agreement: "not_needed",
    couponCode: null,
  };
}
