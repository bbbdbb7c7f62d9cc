/** The household sheet on the screen (PPL-7): members, plans, what is left, money, cards, savings; and to print. */
import { Button } from "@mantine/core";
import { IconCalendarStats, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { HouseholdSheet } from "#contract/households.ts";
import { addDays } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../../app/save-file.ts";
import { useMay } from "../../../app/status.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { Money } from "../../../kit/Money.tsx";
import { Columns, Page, Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { cardName, expiryText } from "../../cards/card-words.ts";
import { periodWordOf } from "../../memberships/period-words.ts";
import { YearlyStatementDialog } from "../../documents/YearlyStatementDialog.tsx";
import { MoveCreditDialog } from "../../payments/MoveCreditDialog.tsx";
import { MovedCredit } from "../../payments/MovedCredit.tsx";
import { RefundCreditDialog } from "../../payments/RefundCreditDialog.tsx";
import { WalletPanel } from "../../wallet/WalletPanel.tsx";
import { contactWords, paysByWords } from "../people-words.ts";
import classes from "./Household.module.css";

export function HouseholdPage() {
  const params = useParams({ strict: false });
  const householdId = Number(params.householdId) as HouseholdId;
  const office = useOffice();
  const sheet = useQueryOf(
    office.households.sheet,
    { householdId },
    { topics: [`household/${householdId}`, "patients", "memberships", "invoices", "payments", "billing", "cards", "clock"] },
  );
  if (sheet.data) return <Sheet sheet={sheet.data} />;
  return (
    <Page title="Household sheet">
      {sheet.failure?.kind === "refusal" ? (
        <EmptyState title="No such household" action={<a href={hrefTo("/patients")}>Back to the list</a>}>
          {sheet.failure.sentence}
        </EmptyState>
      ) : (
        sheet.failure && <ErrorState failure={sheet.failure} onRetry={sheet.retry} />
      )}
    </Page>
  );
}

function Sheet({ sheet }: { readonly sheet: HouseholdSheet }) {
  const pdf = useAsk(useOffice().households.sheetPdf);
  const save = async () => {
    const file = await pdf.run({ householdId: sheet.householdId });
    if (file) saveFile(file);
  };
  const may = useMay();
  const [yearly, setYearly] = useState(false);
  const print = useCommand(useOffice().households.printSheet);
  const open = useAsk(useOffice().documents.open);
  const printIt = async () => {
    const made = await print.run({ householdId: sheet.householdId });
    const file = made && (await open.run({ documentId: made.documentId }));
    if (file) printFile(file, "report");
  };
  return (
    <Page
      title={`Household of ${sheet.payerName}`}
      windowTitle={`Household ${sheet.number}`}
      about={
        <>
          Number {sheet.number} · as of <DayText day={sheet.asOfOn} as="full" />
        </>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconDownload size={16} />} disabled={pdf.busy} onClick={() => void save()}>
            Save as PDF
          </Button>
          {may("statements.print") && (
            <Button variant="default" leftSection={<IconCalendarStats size={16} />} onClick={() => setYearly(true)}>
              Yearly statement…
            </Button>
          )}
          {may("statements.print") && (
            <Button leftSection={<IconPrinter size={16} />} loading={print.busy || open.busy} onClick={() => void printIt()}>
              Print the sheet
            </Button>
          )}
        </>
      }
    >
      <RefusalNote failure={print.failure ?? open.failure ?? pdf.failure} />
      {yearly && (
        <YearlyStatementDialog householdId={sheet.householdId} payerName={sheet.payerName} onClose={() => setYearly(false)} />
      )}
      <div className={classes["sheet"]}>
        <Members members={sheet.members} />
        <Columns least={300}>
          <Account sheet={sheet} />
          <Draws sheet={sheet} />
          <Savings sheet={sheet} />
          {may("memberships.view") && <WalletPanel householdId={sheet.householdId} />}
        </Columns>
      </div>
    </Page>
  );
}

function Members({ members }: { readonly members: HouseholdSheet["members"] }) {
  return (
    <Panel title="Members and plans" aside={`${members.length} ${members.length === 1 ? "person" : "people"}`} flush>
      <div className={classes["scroll"]}>
        <table className={`${classes["members"]} pf-figures`}>
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Plan</th>
              <th scope="col">Standing</th>
              <th scope="col">Paid through</th>
              <th scope="col">Next draw</th>
              <th scope="col">What is left</th>
            </tr>
          </thead>
          <tbody>{members.map((member) => <MemberRows key={member.patientId} member={member} />)}</tbody>
        </table>
      </div>
    </Panel>
  );
}

/** Somebody on several plans has a row for each. */
function MemberRows({ member }: { readonly member: HouseholdSheet["members"][number] }) {
  const rows = Math.max(1, member.plans.length);
  const name = (
    <th scope="rowgroup" rowSpan={rows}>
      <a href={hrefTo("/patients/$patientId", { patientId: member.patientId })}>{member.name}</a>
      <div className={classes["quiet"]}>
        {[member.age === null ? "" : `${member.age} years`, member.isPayer ? "pays" : ""].filter((part) => part !== "").join(", ")}
      </div>
    </th>
  );
  const [first, ...others] = member.plans;
  if (!first)
    return (
      <tr>
        {name}
        <td colSpan={5} className={classes["quiet"]}>
          not on a plan
        </td>
      </tr>
    );
  return (
    <>
      <tr>
        {name}
        <PlanCells plan={first} />
      </tr>
      {others.map((plan) => (
        <tr key={plan.membershipId}>
          <PlanCells plan={plan} />
        </tr>
      ))}
    </>
  );
}

function PlanCells({ plan }: { readonly plan: HouseholdSheet["members"][number]["plans"][number] }) {
  return (
    <>
      <td>
        {plan.planName}
        <div className={classes["quiet"]}>
          <Money cents={plan.priceCents} /> a {periodWordOf(plan.periodMonths)}
        </div>
      </td>
      <td>
        <StandingChip standing={plan.standing} />
      </td>
      <td>{plan.paidThroughOn !== null && <DayText day={plan.paidThroughOn} as="full" />}</td>
      <td>
        {plan.nextDrawOn !== null && (
          <>
            <DayText day={plan.nextDrawOn} as="full" />
            {plan.nextDrawCents !== null && (
              <div className={classes["quiet"]}>
                <Money cents={plan.nextDrawCents} />
              </div>
            )}
          </>
        )}
      </td>
      <td>
        {plan.benefits.map(({ label, used, quantity, untilOn }) => (
          <div key={`${label} ${untilOn}`}>
            {label}: {quantity - used} of {quantity} <span className={classes["quiet"]}>until <DayText day={untilOn} as="full" /></span>
          </div>
        ))}
      </td>
    </>
  );
}

function Account({ sheet }: { readonly sheet: HouseholdSheet }) {
  const may = useMay();
  const [givingBack, setGivingBack] = useState(false);
  const [moving, setMoving] = useState(false);
  return (
    <Panel title="Account">
      {givingBack && (
        <RefundCreditDialog
          householdId={sheet.householdId}
          payerName={sheet.payerName}
          creditCents={sheet.creditCents}
          onClose={() => setGivingBack(false)}
        />
      )}
      {moving && (
        <MoveCreditDialog
          householdId={sheet.householdId}
          payerName={sheet.payerName}
          creditCents={sheet.creditCents}
          onClose={() => setMoving(false)}
        />
      )}
      <dl className={classes["facts"]}>
        <dt>Balance</dt>
        <dd>
          <Money cents={sheet.balanceCents} withCurrency />
        </dd>
        <dt>Past due</dt>
        <dd>
          <Money cents={sheet.pastDueCents} withCurrency />
          {sheet.pastDueSinceOn !== null && (
            <>
              {" "}
              since <DayText day={sheet.pastDueSinceOn} as="full" />
            </>
          )}
        </dd>
        <dt>Credit</dt>
        <dd>
          <Money cents={sheet.creditCents} withCurrency />
          {sheet.creditCents > 0 && may("payments.refund") && (
            <>
              {" "}
              <Button variant="subtle" size="compact-xs" onClick={() => setGivingBack(true)}>
                Give back…
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={() => setMoving(true)}>
                To another household…
              </Button>
            </>
          )}
        </dd>
        <MovedCredit householdId={sheet.householdId} />
        <dt>Pays dues</dt>
        <dd>{paysByWords[sheet.paysBy]}</dd>
        <dt>Mail and notices</dt>
        <dd>{contactWords[sheet.contactPreference]}</dd>
        {sheet.cards.map((card) => (
          <Card key={`${card.brand} ${card.last4}`} card={card} />
        ))}
      </dl>
    </Panel>
  );
}

function Card({ card }: { readonly card: HouseholdSheet["cards"][number] }) {
  return (
    <>
      <dt>Card on file</dt>
      <dd>
        {cardName(card)}, {card.isExpired ? "expired" : "expires"} {expiryText(card)}
      </dd>
    </>
  );
}

function Draws({ sheet: { lastDraw, nextDraw, lastPaymentOn } }: { readonly sheet: HouseholdSheet }) {
  return (
    <Panel title="Draws">
      <dl className={classes["facts"]}>
        <dt>Last draw</dt>
        <dd>
          {lastDraw === null ? (
            "none yet"
          ) : (
            <>
              <a href={hrefTo("/invoices/$invoiceId", { invoiceId: lastDraw.invoiceId })}>
                <DayText day={lastDraw.on} as="full" />
              </a>
              , <Money cents={lastDraw.cents} withCurrency />
              {lastDraw.openCents === 0 ? (
                ", paid"
              ) : (
                <>
                  , <Money cents={lastDraw.openCents} withCurrency /> still open
                </>
              )}
            </>
          )}
        </dd>
        <dt>Next draw</dt>
        <dd>
          {nextDraw === null ? (
            "none ahead"
          ) : (
            <>
              <DayText day={nextDraw.on} as="full" />, <Money cents={nextDraw.cents} withCurrency />
            </>
          )}
        </dd>
        <dt>Last payment</dt>
        <dd>{lastPaymentOn === null ? "none yet" : <DayText day={lastPaymentOn} as="full" />}</dd>
      </dl>
    </Panel>
  );
}

function Savings({ sheet: { savings, asOfOn } }: { readonly sheet: HouseholdSheet }) {
  return (
    <Panel title="Saved against dues">
      <p className={classes["span"]}>
        <DayText day={addDays(savings.fromOn, 1)} as="full" /> – <DayText day={asOfOn} as="full" />
      </p>
      <dl className={classes["facts"]}>
        <dt>Dues</dt>
        <dd>
          <Money cents={savings.duesCents} withCurrency />
        </dd>
        <dt>Taken off dues, fees and services</dt>
        <dd>
          <Money cents={savings.offCents} withCurrency />
        </dd>
        <dt>
          {savings.benefitsUsed} benefit{savings.benefitsUsed === 1 ? "" : "s"} used, at list price
        </dt>
        <dd>
          <Money cents={savings.benefitsCents} withCurrency />
        </dd>
        <dt>
          <strong>Saved</strong>
        </dt>
        <dd>
          <strong>
            <Money cents={addCents(savings.offCents, savings.benefitsCents)} withCurrency />
          </strong>
        </dd>
      </dl>
    </Panel>
  );
}
