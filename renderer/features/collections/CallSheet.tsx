/** What to say on the telephone (BIL-12): the sentence to read out, what staff need to know, what comes next. */
import { Modal } from "@mantine/core";
import type { CallRow } from "#contract/dunning.ts";
import { noticeNames } from "#domain/dunning/notice-kinds.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { CauseChip, daysText } from "./collection-words.tsx";
import classes from "./Collections.module.css";

const stateWords: Readonly<Record<string, string>> = {
  queued: "waits to be printed",
  printed: "printed",
  sent: "sent",
};

export function CallSheet({ row, onClose }: { readonly row: CallRow; readonly onClose: () => void }) {
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
        <dt>Members</dt>
        <dd>{row.members}</dd>
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
        <dt>Last letter</dt>
        <dd>
          {row.lastNotice === null ? (
            "none yet"
          ) : (
            <>
              {noticeNames[row.lastNotice.kind]}, {stateWords[row.lastNotice.state] ?? row.lastNotice.state},{" "}
              <DayText day={row.lastNotice.on} as="short" />
            </>
          )}
        </dd>
      </dl>
    </Modal>
  );
}
