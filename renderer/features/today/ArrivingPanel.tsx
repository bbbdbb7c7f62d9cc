/** Who comes today (UI-2, PPL-16): time, name, what to know, and the check-in without leaving the screen. */
import { Anchor, Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { Appointment, Arrival } from "#contract/schedule.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { showToast } from "../../kit/toast.ts";
import { timeText } from "../schedule/time-text.ts";
import { arrivalWords } from "./arrival-words.ts";
import classes from "./Today.module.css";

const topics = ["schedule", "patients", "memberships", "invoices", "payments", "cards", "wallets", "clock"] as const;

export function ArrivingPanel() {
  const office = useOffice();
  const list = useQueryOf(office.schedule.arriving, {}, { topics, keepPrevious: true });
  const checkIn = useCommand(office.schedule.checkIn);
  const takeBack = useCommand(office.schedule.takeBack);
  const back = async (row: { readonly appointmentId: Appointment["appointmentId"]; readonly version: number }) => {
    if (await takeBack.run({ appointmentId: row.appointmentId, version: row.version })) showToast({ message: "Taken back." });
  };
  const arrive = async ({ appointmentId, version, patientName }: Appointment) => {
    const done = await checkIn.run({ appointmentId, version });
    if (done) showToast({ message: `${patientName} is checked in.`, undo: () => void back(done) });
  };
  return (
    <Panel title="Arriving" aside={<Anchor href={hrefTo("/schedule")}>Schedule</Anchor>}>
      {list.failure && <ErrorState failure={list.failure} onRetry={list.retry} compact />}
      <RefusalNote failure={checkIn.failure ?? takeBack.failure} />
      {list.data?.rows.length === 0 && <p className={classes["quiet"]}>Nobody is expected any more today.</p>}
      {list.data !== undefined && list.data.rows.length > 0 && (
        <ul className={classes["arriving"]} aria-label="Arriving today">
          {list.data.rows.map(({ appointment, arrival }) => (
            <ArrivingRow
              key={appointment.appointmentId}
              row={appointment}
              arrival={arrival}
              busy={checkIn.busy}
              onCheckIn={() => void arrive(appointment)}
            />
          ))}
        </ul>
      )}
      {list.data !== undefined && list.data.more > 0 && (
        <Anchor href={hrefTo("/schedule")}>
          {list.data.more} more {list.data.more === 1 ? "visit" : "visits"} today
        </Anchor>
      )}
    </Panel>
  );
}

type RowProps = { readonly row: Appointment; readonly arrival: Arrival; readonly busy: boolean; readonly onCheckIn: () => void };

function ArrivingRow({ row, arrival, busy, onCheckIn }: RowProps) {
  const may = useMay();
  const { locale, money } = usePracticeFormat();
  const words = arrivalWords(arrival, money);
  return (
    <li>
      <span className={classes["time"]}>{timeText(row.fromMinute, locale)}</span>
      <span className={classes["who"]}>
        <Anchor href={hrefTo("/schedule", null, { appointment: String(row.appointmentId) })}>{row.patientName}</Anchor>
        {words.length > 0 && (
          <span className={classes["know"]}>
            {words.map(({ tone, word }) => (tone === "quiet" ? <span key={word} className={classes["quiet"]}>{word}</span> : <StatusChip key={word} tone={tone} word={word} />))}
          </span>
        )}
      </span>
      {row.state === "checked_in" ? (
        <StatusChip tone="good" word="Here" icon={IconCircleCheck} />
      ) : (
        may("schedule.change") && (
          <Button size="compact-sm" variant="default" disabled={busy} onClick={onCheckIn} aria-label={`Check in ${row.patientName}`}>
            Check in
          </Button>
        )
      )}
    </li>
  );
}
