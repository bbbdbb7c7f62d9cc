/** Counts a drawer by denomination and closes the day with it (INV-12). */
import { Loader, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DayToCloseView } from "#contract/closing.ts";
import type { Day } from "#domain/calendar.ts";
import { sumOfPieces, type Pieces } from "#domain/closing/denominations.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { ChecksTaken } from "./ChecksTaken.tsx";
import { CompareRows } from "./CompareRows.tsx";
import { PiecesField } from "./PiecesField.tsx";
import classes from "./Closing.module.css";

export type CountDialogProps = { readonly dayOn: Day; readonly onClose: () => void };

export function CountDialog({ dayOn, onClose }: CountDialogProps) {
  const office = useOffice();
  const { locale } = usePracticeFormat();
  const answer = useQueryOf(office.closing.day, { dayOn }, { topics: ["closing", "payments", "clock"], keepPrevious: true });
  const title = `Count the drawer of ${fullDay(dayOn, locale)}`;
  if (answer.data) return <CountForm day={answer.data} title={title} onClose={onClose} />;
  return (
    <ActionDialog opened title={title} primaryLabel="Close the day" disabled onSubmit={() => undefined} onClose={onClose} size="lg">
      {answer.failure === null ? <Loader size="sm" aria-label="Looking up the day" /> : <RefusalNote failure={answer.failure} />}
    </ActionDialog>
  );
}

function CountForm({ day, title, onClose }: { readonly day: DayToCloseView; readonly title: string; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const count = useCommand(office.closing.count);
  const [pieces, setPieces] = useState<Pieces>({});
  // Undefined until typed: what the books say is offered, and follows them.
  const [typedFloat, setFloat] = useState<Cents | null>();
  const [typedChecks, setChecks] = useState<Cents | null>();
  const [typedCard, setCard] = useState<Cents | null>();
  const float = typedFloat === undefined ? day.floatCents : typedFloat;
  const checks = typedChecks === undefined ? toCents(day.expected.checksCents) : typedChecks;
  const card = typedCard === undefined ? toCents(day.expected.cardCents) : typedCard;
  const [reason, setReason] = useState("");
  // What was seen when counting began; a count made elsewhere from then on is told by the office.
  const [seenAtStart, setSeenAtStart] = useState<number>();
  const countsSeen = seenAtStart ?? day.counts.length;
  const begin = () => setSeenAtStart((seen) => seen ?? day.counts.length);
  const counted = sumOfPieces(pieces);
  const over = addCents(counted, -(float ?? zeroCents), -day.expected.cashCents);
  const words = (cents: number): string => formatMoney(toCents(cents), money, { withCurrency: true });
  const isFirst = countsSeen === 0;
  const submit = async () => {
    if (float === null || checks === null || card === null) return;
    const done = await count.run({
      dayOn: day.dayOn,
      countsSeen,
      pieces,
      floatCents: float,
      checksCents: checks,
      cardBatchCents: card,
      reason,
    });
    if (!done) return;
    showToast({
      message: `${isFirst ? "The day is closed" : "The drawer was counted again"}: ${done.overCents === 0 ? "it is even" : `${words(Math.abs(done.overCents))} ${done.overCents > 0 ? "over" : "short"}`}.`,
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={title}
      size="xl"
      sentence={isFirst ? "The first count closes the day. What is entered on it afterwards stands in its own block of the day sheet." : "A recount books only what it changes."}
      primaryLabel={`${isFirst ? "Close the day" : "Keep this count"}, ${over === 0 ? "even" : `${words(Math.abs(over))} ${over > 0 ? "over" : "short"}`}`}
      busy={count.busy}
      failure={count.failure}
      shownFields={["reason"]}
      disabled={day.isLocked || (over !== 0 && reason.trim() === "")}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          {...(day.isLocked ? { waitingFor: "This day is locked. Unlock it first." } : {})}
          sentence={over === 0 ? "The drawer holds what it should. Nothing is booked." : `${words(Math.abs(over))} ${over > 0 ? "over" : "short"} is booked with your reason, so that the drawer in the books is the drawer you counted.`}
        >
          <CompareRows
            rows={[
              { label: "Cash", counted: addCents(counted, -(float ?? zeroCents)), expected: toCents(day.expected.cashCents) },
              { label: "Checks", counted: checks ?? zeroCents, expected: toCents(day.expected.checksCents) },
              { label: "Card terminal", counted: card ?? zeroCents, expected: toCents(day.expected.cardCents) },
            ]}
          />
        </WhatHappens>
      }
    >
      <PiecesField
        value={pieces}
        onChange={(next) => {
          begin();
          setPieces(next);
        }}
        totalCents={counted}
      />
      <div className={classes["amounts"]}>
        <MoneyField label="Stays in the drawer" value={float} onChange={setFloat} required />
        <MoneyField label="Checks, added up" value={checks} onChange={setChecks} required />
        <MoneyField label="Card terminal’s batch" value={card} onChange={setCard} allowNegative required />
      </div>
      <ChecksTaken checks={day.checks} />
      {over !== 0 && (
        <TextInput
          label={`Why it is ${over > 0 ? "over" : "short"}`}
          required
          maxLength={300}
          value={reason}
          error={fieldProblem(count.failure, "reason")}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ActionDialog>
  );
}
