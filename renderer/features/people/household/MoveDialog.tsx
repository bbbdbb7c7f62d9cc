/** Moves a person to an account of their own or into another household (PPL-3), with what happens to both. */
import { Button, Checkbox, Radio, Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { MovePreview } from "#contract/households.ts";
import type { PatientChart } from "#contract/people.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";
import classes from "./Household.module.css";
import { moveWords } from "./move-words.ts";

type Target = { readonly householdId: HouseholdId; readonly name: string };

export type MoveDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function MoveDialog({ chart, onClose }: MoveDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const move = useCommand(office.households.movePatient);
  const [where, setWhere] = useState<"own" | "other">("own");
  const [target, setTarget] = useState<Target | null>(null);
  const [takeInvoices, setTakeInvoices] = useState(false);
  const [newPayer, setNewPayer] = useState<PatientId | null>(null);
  const ready = where === "own" || target !== null;
  const wanted = {
    patientId: chart.patientId,
    toHouseholdId: where === "own" ? null : (target?.householdId ?? null),
    newPayerPatientId: newPayer,
    takeInvoices,
  };
  const preview = useQueryOf(office.households.previewMove, wanted, {
    topics: ["patients", "memberships", "billing", "payments", "clock"],
    enabled: ready,
    keepPrevious: true,
  });
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const waitsForPayer = shown?.payerLeaves === true && newPayer === null;
  const submit = async () => {
    const done = await move.run(wanted);
    if (!done) return;
    showToast({ message: `${chart.name} has moved.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Move ${chart.name}`}
      primaryLabel={
        where === "own"
          ? `Move ${chart.name} to an own account`
          : `Move ${chart.name}${target === null ? "" : ` to ${target.name}`}`
      }
      busy={move.busy}
      failure={move.failure ?? (ready ? preview.failure : null)}
      disabled={shown === undefined || waitsForPayer}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <MoveEffects
          chart={chart}
          preview={shown}
          to={where === "own" ? null : (target?.name ?? "")}
          takes={takeInvoices}
          busy={preview.fetching}
          {...(!ready
            ? { waitingFor: "Choose somebody of the other household." }
            : waitsForPayer
              ? { waitingFor: `${chart.name} pays for the others. Choose who does from now on.` }
              : {})}
        />
      }
    >
      <Stack gap={12}>
        <Radio.Group
          label="Where to"
          value={where}
          onChange={(value) => setWhere(value as typeof where)}
        >
          <Stack gap={6}>
            <Radio value="own" label="An account of their own" />
            <Radio value="other" label="Another household" />
          </Stack>
        </Radio.Group>
        {where === "other" &&
          (target === null ? (
            <PatientPicker
              label="Somebody in that household"
              onPick={(_, row) => setTarget({ householdId: row.householdId, name: row.name })}
            />
          ) : (
            <div className={classes["row"]}>
              <span>
                The household of <strong>{target.name}</strong>
              </span>
              <Button variant="default" size="compact-sm" onClick={() => setTarget(null)}>
                Choose another
              </Button>
            </div>
          ))}
        {shown?.payerLeaves === true && (
          <Select
            label="Who pays for those who stay"
            required
            data={shown.payers.map(({ patientId, name }) => ({ value: String(patientId), label: name }))}
            value={newPayer === null ? null : String(newPayer)}
            onChange={(value) => setNewPayer(value === null ? null : (Number(value) as PatientId))}
          />
        )}
        {shown !== undefined && (shown.own.invoices > 0 || takeInvoices) && (
          <Checkbox
            label={`Take along what is owed for ${chart.name} alone`}
            description={ownWords(shown, formatMoney(shown.own.cents, money, { withCurrency: true }))}
            checked={takeInvoices}
            onChange={(event) => setTakeInvoices(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </ActionDialog>
  );
}

function ownWords({ own }: MovePreview, amount: string): string {
  return `${own.invoices} open invoice${own.invoices === 1 ? "" : "s"}, ${amount}, by a linked transfer`;
}

type MoveEffectsProps = {
  readonly chart: PatientChart;
  readonly preview: MovePreview | undefined;
  readonly to: string | null;
  readonly takes: boolean;
  readonly busy: boolean;
  readonly waitingFor?: string;
};

function MoveEffects({ chart, preview, to, takes, busy, waitingFor }: MoveEffectsProps) {
  const { money } = usePracticeFormat();
  if (!preview) return <WhatHappens busy={busy} {...(waitingFor === undefined ? {} : { waitingFor })} />;
  return (
    <WhatHappens
      busy={busy}
      nextDraws={preview.to.nextDraws.map((draw) => ({ ...draw, lines: [] }))}
      {...(waitingFor === undefined ? {} : { waitingFor })}
    >
      {moveWords(chart, to, { ...preview, takes }, money).map((words) => (
        <p key={words}>{words}</p>
      ))}
    </WhatHappens>
  );
}
