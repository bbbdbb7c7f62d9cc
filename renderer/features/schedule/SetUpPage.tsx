/** Who sees patients, the rooms, the hours and the policy of missed visits (PPL-16). */
import { Anchor, Button, Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ScheduleSettings } from "#contract/schedule.ts";
import type { StaffId } from "#domain/identity.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { TimeField } from "./TimeField.tsx";
import classes from "./Schedule.module.css";

export function SetUpPage() {
  const office = useOffice();
  const settings = useQueryOf(office.schedule.settings, {}, { topics: ["schedule"] });
  return (
    <Page
      title="Schedule settings"
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · Who sees patients and where, the hours, and what a missed visit costs
        </>
      }
    >
      <Columns least={420}>
        <div className={classes["stack"]}>
          <ProvidersPanel />
          <RoomsPanel />
        </div>
        <div>
          {settings.failure && <ErrorState failure={settings.failure} onRetry={settings.retry} />}
          {settings.data && <PolicyPanel key={settings.data.id ?? 0} basedOn={settings.data.id} saved={settings.data.settings} />}
        </div>
      </Columns>
    </Page>
  );
}

function ProvidersPanel() {
  const office = useOffice();
  const may = useMay()("settings.change");
  const columns = useQueryOf(office.schedule.columns, {}, { topics: ["schedule", "staff"] });
  const save = useCommand(office.schedule.saveProvider);
  const [adding, setAdding] = useState<string | null>(null);
  const { providers = [], others = [] } = columns.data ?? {};
  const add = async () => {
    if (adding === null) return;
    if (await save.run({ staffId: Number(adding) as StaffId, active: true, doubleBooking: false })) setAdding(null);
  };
  return (
    <Panel title="Who sees patients">
      {columns.failure && <ErrorState failure={columns.failure} onRetry={columns.retry} compact />}
      {providers.map(({ providerId, name, isEnded, doubleBooking, licence }) => (
        <div key={providerId} className={classes["setUpRow"]} role="group" aria-label={name}>
          <span>
            {name}
            {isEnded && <span className={classes["quiet"]}> · sees no patients any more</span>}
          </span>
          {!isEnded && (
            <Checkbox label="Double-booking allowed" disabled={!may} checked={doubleBooking} onChange={(event) => void save.run({ staffId: providerId, active: true, doubleBooking: event.currentTarget.checked })} />
          )}
          {!isEnded && <LicenceField name={name} licence={licence} may={may} onSave={(typed) => save.run({ staffId: providerId, active: true, doubleBooking, licence: typed })} />}
          {may && (
            <Button variant="default" size="compact-sm" onClick={() => void save.run({ staffId: providerId, active: isEnded, doubleBooking })}>
              {isEnded ? "Sees patients again" : "Take off"}
            </Button>
          )}
        </div>
      ))}
      {may && others.length > 0 && (
        <div className={classes["setUpRow"]}>
          <Select aria-label="Somebody of the staff" placeholder="Somebody of the staff" data={others.map(({ staffId, name }) => ({ value: String(staffId), label: name }))} value={adding} onChange={setAdding} />
          <Button variant="default" disabled={adding === null} loading={save.busy} onClick={() => void add()}>
            Add to the schedule
          </Button>
        </div>
      )}
      <RefusalNote failure={save.failure} />
    </Panel>
  );
}

type LicenceFieldProps = { readonly name: string; readonly licence: string; readonly may: boolean; readonly onSave: (typed: string) => Promise<unknown> };

/** Printed on the invoice of a visit that a package with receipts for an insurer has paid (PKG-8). Kept when one leaves the field. */
function LicenceField({ name, licence, may, onSave }: LicenceFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = async () => {
    if (typed === null || typed.trim() === licence) return setTyped(null);
    if (await onSave(typed)) {
      setTyped(null);
      showToast({ message: typed.trim() === "" ? `${name} has no licence number any more.` : `${name}: licence ${typed.trim()}.` });
    }
  };
  return (
    <TextInput
      aria-label={`Licence number of ${name}`}
      placeholder="none"
      leftSection={<span aria-hidden>Licence</span>}
      leftSectionWidth={64}
      maxLength={40}
      w={184}
      disabled={!may}
      value={typed ?? licence}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === "Enter") void keep();
      }}
    />
  );
}

function RoomsPanel() {
  const office = useOffice();
  const may = useMay()("settings.change");
  const columns = useQueryOf(office.schedule.columns, {}, { topics: ["schedule", "staff"] });
  const save = useCommand(office.schedule.saveRoom);
  const [name, setName] = useState("");
  const add = async () => {
    if (await save.run({ roomId: null, name, active: true, doubleBooking: false })) setName("");
  };
  return (
    <Panel title="Rooms">
      {(columns.data?.rooms ?? []).map(({ roomId, name: room, isEnded, doubleBooking }) => (
        <div key={roomId} className={classes["setUpRow"]} role="group" aria-label={room}>
          <span>
            {room}
            {isEnded && <span className={classes["quiet"]}> · out of use</span>}
          </span>
          {!isEnded && (
            <Checkbox label="Double-booking allowed" disabled={!may} checked={doubleBooking} onChange={(event) => void save.run({ roomId, name: room, active: true, doubleBooking: event.currentTarget.checked })} />
          )}
          {may && (
            <Button variant="default" size="compact-sm" onClick={() => void save.run({ roomId, name: room, active: isEnded, doubleBooking })}>
              {isEnded ? "Use it again" : "Take out of use"}
            </Button>
          )}
        </div>
      ))}
      {may && (
        <form
          className={classes["setUpRow"]}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== "") void add();
          }}
        >
          <TextInput aria-label="Name of a new room" placeholder="Name of a new room" maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" variant="default" disabled={name.trim() === ""} loading={save.busy}>
            Add the room
          </Button>
        </form>
      )}
      <RefusalNote failure={save.failure} />
    </Panel>
  );
}

function PolicyPanel({ basedOn, saved }: { readonly basedOn: number | null; readonly saved: ScheduleSettings }) {
  const office = useOffice();
  const may = useMay()("settings.change");
  const save = useCommand(office.schedule.saveSettings);
  const [draft, setDraft] = useState(saved);
  const change = (part: Partial<ScheduleSettings>) => setDraft((before) => ({ ...before, ...part }));
  const changeFee = (at: number, part: Partial<ScheduleSettings["lateFees"][number]>) =>
    change({ lateFees: draft.lateFees.map((fee, index) => (index === at ? { ...fee, ...part } : fee)) });
  const submit = async () => {
    if (await save.run({ basedOn, settings: draft })) showToast({ message: "Saved. It counts for visits that are missed from now on." });
  };
  return (
    <Panel title="Hours and missed visits">
      <form
        className={classes["stack"]}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Columns least={150}>
          <TimeField label="The day begins at" value={draft.fromMinute} onChange={(minute) => minute !== null && change({ fromMinute: minute })} />
          <TimeField label="The day ends at" value={draft.toMinute % 1440} onChange={(minute) => minute !== null && change({ toMinute: minute === 0 ? 1440 : minute })} />
        </Columns>
        <MoneyField label="Fee of a no-show" value={draft.noShowCents} onChange={(cents) => change({ noShowCents: cents ?? zeroCents })} />
        {draft.lateFees.map((fee, index) => (
          // Rows have no name of their own while they are typed.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={classes["setUpRow"]} data-fields role="group" aria-label={`Late fee ${index + 1}`}>
            <NumberInput label="Cancelled less than this many hours before" min={1} max={720} allowDecimal={false} value={fee.underHours} onChange={(value) => changeFee(index, { underHours: typeof value === "number" ? value : 0 })} />
            <MoneyField label="Fee" value={fee.cents} onChange={(cents) => changeFee(index, { cents: cents ?? zeroCents })} />
            <Button variant="default" size="compact-sm" onClick={() => change({ lateFees: draft.lateFees.filter((_, at) => at !== index) })}>
              Remove
            </Button>
          </div>
        ))}
        {draft.lateFees.length < 4 && (
          <div>
            <Button variant="default" size="compact-sm" onClick={() => change({ lateFees: [...draft.lateFees, { underHours: 24, cents: toCents(2500) }] })}>
              Add a late fee
            </Button>
          </div>
        )}
        <NumberInput label="Missed visits of a patient that are free each year" min={0} max={52} allowDecimal={false} value={draft.waiversAYear} onChange={(value) => change({ waiversAYear: typeof value === "number" ? value : 0 })} />
        <Checkbox
          label="Take a session of the patient’s package in place of the fee"
          description="Where one fits and is paid; never both. A package with receipts for an insurer is left alone."
          checked={draft.takesSession}
          onChange={(event) => change({ takesSession: event.currentTarget.checked })}
        />
        <RefusalNote failure={save.failure} />
        {may && (
          <div>
            <Button type="submit" loading={save.busy} disabled={JSON.stringify(draft) === JSON.stringify(saved)}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}
