/** What to say on the telephone (BIL-12): the sentence to read out, what staff need to know, what comes next. */
import { Modal } from "@mantine/core";
import type { CallRow, ToldNotice } from "#contract/dunning.ts";
import { noticeNames } from "#domain/dunning/notice-kinds.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { CauseChip, daysText } from "./collection-words.tsx";
import classes from "./Collections.module.css";

const stateWords: Readonly<Record<string, string>> = {
  queued: "waits to be printed, due",
  printed: "printed",
  sent: "given",
  skipped: "left out, a later one was due,",
  cancelled: "not needed any more,",
};

const shownLetters = 6;

export function CallSheet({ row, onClose }: { readonly row: CallRow; readonly onClose: () => void }) {
  const office = useOffice();
  const { householdId } = row;
  const letters = useQueryOf(office.notices.ofHousehold, { householdId }, { topics: ["notices", `household/${householdId}`] });
  const told = (letters.data ?? []).slice(0, shownLetters);
  return (
    <Modal opened onClose={onClose} title={`Calling ${row.payerName}`} size="lg" centered>
      <p className={classes["say"]}>“{row.patient}”</p>
      <dl className={classes["sheet"]}>
        <dt>Phone</dt>
        <dd className="pf-figures">{row.phone === "" ? "none on file" : row.phone}</dd>
        <dt>For you</dt>
        <dd>{row.staff}</dd>
        <dt>What happens next</dt>
        <dd>{row.next}</dd>
        <dt>Why</dt>
        <dd>
          <CauseChip cause={row.cause} />
        </dd>
        {row.planPart === null ? (
          <>
            <dt>Members</dt>
            <dd>{row.members}</dd>
          </>
        ) : (
          <>
            <dt>Payment plan</dt>
            <dd>
              {row.planPart}, invoice {row.invoiceNumber}
            </dd>
          </>
        )}
        <dt>To pay</dt>
        <dd>
          <Money cents={row.amountCents} withCurrency />
          {row.owedInvoices > 1 && (
            <>
              {" "}
              of <Money cents={row.owedCents} withCurrency /> on {row.owedInvoices} invoices
            </>
          )}
        </dd>
        <dt>Since</dt>
        <dd>
          <DayText day={row.dayZeroOn} as="full" /> ({daysText(row.days)})
        </dd>
        <dt>Letters so far</dt>
        <dd>{told.length === 0 ? "none yet" : <LetterHistory rows={told} />}</dd>
      </dl>
    </Modal>
  );
}

function LetterHistory({ rows }: { readonly rows: readonly ToldNotice[] }) {
  return (
    <ul className={classes["told"]}>
      {rows.map((letter) => (
        <li key={letter.noticeId}>
          {noticeNames[letter.kind]}: {stateWords[letter.state] ?? letter.state}{" "}
          <DayText day={letter.toldOn ?? letter.dueOn} as="short" />
        </li>
      ))}
    </ul>
  );
}
