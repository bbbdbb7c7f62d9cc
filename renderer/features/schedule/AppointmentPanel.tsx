/** One visit beside the sheet: who, what, where, what to know, its next step, and its history (PPL-16). */
import { Anchor, Button, CloseButton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Appointment, ScheduleColumns } from "#contract/schedule.ts";
import type { AppointmentId, ServiceId } from "#domain/identity.ts";
import { mayDo } from "#domain/schedule/visit-state.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { showToast } from "../../kit/toast.ts";
import { ArrivalFlags } from "./ArrivalFlags.tsx";
import { ChangeDialog } from "./BookDialog.tsx";
import { CheckOutDialog } from "./CheckOutDialog.tsx";
import { MissDialog } from "./MissDialog.tsx";
import { lengthText, timeText } from "./time-text.ts";
import { eventWords, stateLooks } from "./visit-words.ts";
import classes from "./Schedule.module.css";

export type AppointmentPanelProps = { readonly appointmentId: AppointmentId; readonly columns: ScheduleColumns; readonly onClose: () => void };

export function AppointmentPanel({ appointmentId, columns, onClose }: AppointmentPanelProps) {
  const office = useOffice();
  const format = usePracticeFormat();
  const { locale } = format;
  const { practice } = useSeat();
  const whole = useQueryOf(office.schedule.appointment, { appointmentId }, { topics: ["schedule", `appointment/${appointmentId}`, "invoices"] });
  const arrival = useQueryOf(office.schedule.arrival, { appointmentId }, { topics: ["schedule", "patients", "memberships", "invoices", "payments", "cards", "clock"] });
  const heading = useRef<HTMLHeadingElement>(null);
  const row = whole.data?.appointment;
  const isHere = row !== undefined;
  useEffect(() => {
    if (isHere) heading.current?.focus();
  }, [isHere]);
  if (whole.failure) return <aside className={classes["panel"]} aria-label="Appointment"><ErrorState failure={whole.failure} onRetry={whole.retry} compact /></aside>;
  if (!row || !whole.data) return <aside className={classes["panel"]} aria-label="Appointment" />;
  const provider = columns.providers.find(({ providerId }) => providerId === row.providerId)?.name ?? "";
  const room = columns.rooms.find(({ roomId }) => roomId === row.roomId)?.name;
  return (
    <aside
      className={classes["panel"]}
      aria-label="Appointment"
      onKeyDown={(event) => {
        if (event.key === "Escape" && event.currentTarget.contains(event.target as Node)) onClose();
      }}
    >
      <div className={classes["panelHead"]}>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            <Anchor href={hrefTo("/patients/$patientId", { patientId: row.patientId })}>{row.patientName}</Anchor>
          </h2>
          <DayText day={row.visitOn} as="spoken" />, {timeText(row.fromMinute, locale)} · {lengthText(row.minutes)}
        </div>
        <CloseButton aria-label="Close the appointment" onClick={onClose} />
      </div>
      <div className={classes["stack"]}>
        <div>
          <StatusChip {...stateLooks[row.state]} />
        </div>
        <div>
          {row.services === "" ? <span className={classes["quiet"]}>No services chosen yet</span> : row.services}
          <br />
          {[provider, room].filter(Boolean).join(" · ")}
        </div>
        {row.note !== "" && <div className={classes["quiet"]}>{row.note}</div>}
        {row.fee === "waived" && <div className={classes["quiet"]}>The fee was waived.</div>}
        {row.invoiceId !== null && <Anchor href={hrefTo("/invoices/$invoiceId", { invoiceId: row.invoiceId })}>The invoice of the visit</Anchor>}
        {row.feeInvoiceId !== null && <Anchor href={hrefTo("/invoices/$invoiceId", { invoiceId: row.feeInvoiceId })}>{row.fee === "session" ? "A session of the package was taken" : "The invoice over the fee"}</Anchor>}
      </div>
      <Acts row={row} serviceIds={whole.data.services.map(({ serviceId }) => serviceId)} columns={columns} />
      <h3>To know</h3>
      {arrival.failure && <ErrorState failure={arrival.failure} onRetry={arrival.retry} compact />}
      {arrival.data && <ArrivalFlags arrival={arrival.data} />}
      <h3>History</h3>
      <ul className={classes["history"]}>
        {whole.data.history.map((event) => (
          <li key={`${event.at} ${event.what}`}>
            {eventWords[event.what]}
            {event.detail !== "" && `, ${event.detail}`}
            <span className={classes["quiet"]}>
              {" "}
              · {event.by === "" ? "" : `${event.by}, `}
              {spokenInstant(event.at, format, practice.timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}

type ActsProps = { readonly row: Appointment; readonly serviceIds: readonly ServiceId[]; readonly columns: ScheduleColumns };

function Acts({ row, serviceIds, columns }: ActsProps) {
  const office = useOffice();
  const may = useMay();
  const { today } = usePracticeFormat();
  const checkIn = useCommand(office.schedule.checkIn);
  const takeBack = useCommand(office.schedule.takeBack);
  const [dialog, setDialog] = useState<"change" | "cancelled" | "no_show" | "check_out" | null>(null);
  const { appointmentId, version, state, patientName } = row;
  const close = () => setDialog(null);
  const back = async (from: { readonly version: number }) => {
    if (await takeBack.run({ appointmentId, version: from.version })) showToast({ message: "Taken back." });
  };
  const arrive = async () => {
    const done = await checkIn.run({ appointmentId, version });
    if (done) showToast({ message: `${patientName} is checked in.`, undo: () => void back(done) });
  };
  const isDay = row.visitOn === today;
  const mayChange = may("schedule.change");
  return (
    <>
      <div className={classes["acts"]}>
        {mayChange && mayDo(state, "check_in") && isDay && (
          <Button loading={checkIn.busy} onClick={() => void arrive()}>
            Check in
          </Button>
        )}
        {may("invoices.edit") && mayDo(state, "check_out") && <Button onClick={() => setDialog("check_out")}>Check out…</Button>}
        {mayChange && mayDo(state, "change") && (
          <Button variant="default" onClick={() => setDialog("change")}>
            Change…
          </Button>
        )}
        {mayChange && mayDo(state, "no_show") && row.visitOn <= today && (
          <Button variant="default" onClick={() => setDialog("no_show")}>
            No-show…
          </Button>
        )}
        {mayChange && mayDo(state, "cancel") && (
          <Button variant="default" onClick={() => setDialog("cancelled")}>
            Cancel the visit…
          </Button>
        )}
        {mayChange && mayDo(state, "take_back") && (
          <Button variant="default" loading={takeBack.busy} onClick={() => void back(row)}>
            {state === "checked_in" ? "Take the check-in back" : state === "checked_out" ? "Take the check-out back" : "It is kept after all"}
          </Button>
        )}
      </div>
      <RefusalNote failure={checkIn.failure ?? takeBack.failure} />
      {dialog === "change" && <ChangeDialog row={row} serviceIds={serviceIds} columns={columns} onClose={close} />}
      {(dialog === "cancelled" || dialog === "no_show") && <MissDialog row={row} what={dialog} onClose={close} />}
      {dialog === "check_out" && <CheckOutDialog row={row} serviceIds={serviceIds} onClose={close} />}
    </>
  );
}
