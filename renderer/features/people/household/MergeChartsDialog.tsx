/** Merges another record of the same person into this chart (PPL-4), or this one into the other. */
import { Button, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { ChartMergePreview } from "#contract/households.ts";
import type { PatientChart, PatientForm } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";
import { identityToAsk } from "../form/form-values.ts";
import classes from "./Household.module.css";

type Other = { readonly patientId: PatientId; readonly name: string; readonly chartNumber: string };
export type MergeChartsDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function MergeChartsDialog({ chart, onClose }: MergeChartsDialogProps) {
  const office = useOffice();
  const merge = useCommand(office.patients.merge);
  const [other, setOther] = useState<Other | null>(null);
  const [stays, setStays] = useState<"this" | "other">("this");
  const { patientId } = chart;
  const pair = other && (stays === "this" ? { survivorId: patientId, mergedId: other.patientId } : { survivorId: other.patientId, mergedId: patientId });
  const preview = useQueryOf(office.patients.previewMerge, pair ?? { survivorId: patientId, mergedId: patientId }, {
    topics: ["patients", "memberships", "billing", "clock"],
    enabled: pair !== null,
  });
  const shown = pair !== null && preview.failure === null ? preview.data : undefined;
  const submit = async () => {
    if (!pair || !shown) return;
    const done = await merge.run(pair);
    if (!done) return;
    showToast({ message: `Charts ${shown.survivor.chartNumber} and ${shown.merged.chartNumber} are one.` });
    onClose();
    if (done.patientId !== patientId) window.location.assign(hrefTo("/patients/$patientId", { patientId: done.patientId }));
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Merge another record of ${chart.name}`}
      sentence="For two charts of the same person. It can be undone for 30 days, until money touches the result."
      primaryLabel="Merge the charts"
      busy={merge.busy}
      failure={merge.failure ?? (pair === null ? null : preview.failure)}
      disabled={shown === undefined}
      dirty={other !== null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChartMergeEffects preview={shown} waiting={pair === null} busy={preview.fetching} />}
    >
      <Stack gap={12}>
        {other === null ? (
          <>
            <Alike chart={chart} onPick={setOther} />
            <PatientPicker
              label="The other chart"
              onPick={(id, row) => setOther({ patientId: id, name: row.name, chartNumber: row.chartNumber })}
            />
          </>
        ) : (
          <div className={classes["row"]}>
            <span>
              With chart {other.chartNumber} of <strong>{other.name}</strong>
            </span>
            <Button variant="default" size="compact-sm" onClick={() => setOther(null)}>
              Choose another
            </Button>
          </div>
        )}
        {other !== null && (
          <Radio.Group
            label="Which chart stays"
            description="What it says counts; the other fills in what is missing."
            value={stays}
            onChange={(value) => setStays(value as typeof stays)}
          >
            <Stack gap={6} mt={6}>
              <Radio value="this" label={`This one, chart ${chart.chartNumber}`} />
              <Radio value="other" label={`The other one, chart ${other.chartNumber}`} />
            </Stack>
          </Radio.Group>
        )}
      </Stack>
    </ActionDialog>
  );
}

/** Those who are alike by birth date, name, phone or e-mail: one of them is nearly always the other record. */
function Alike({ chart, onPick }: { readonly chart: PatientChart; readonly onPick: (other: Other) => void }) {
  const office = useOffice();
  const form: PatientForm = identityToAsk(chart.form);
  const found = useQueryOf(office.patients.similar, { form, exceptId: chart.patientId }, { topics: ["patients"] });
  const people = (found.data ?? []).filter(({ strength }) => strength === "same").slice(0, 5);
  if (people.length === 0) return null;
  return (
    <div>
      <p className={classes["quiet"]}>Likely the same person:</p>
      <div className={classes["row"]}>
        {people.map(({ patient }) => (
          <Button
            key={patient.patientId}
            variant="default"
            size="compact-sm"
            onClick={() => onPick({ patientId: patient.patientId, name: patient.name, chartNumber: patient.chartNumber })}
          >
            {patient.name}, chart {patient.chartNumber}
          </Button>
        ))}
      </div>
    </div>
  );
}

const fieldWords: Readonly<Record<string, string>> = {
  prefix: "Title",
  firstName: "First name",
  middleName: "Middle name",
  lastName: "Last name",
  suffix: "Suffix",
  preferredName: "Preferred name",
  birthOn: "Birth date",
  sex: "Sex",
  pronouns: "Pronouns",
  email: "E-mail",
  phones: "Phones",
  alerts: "Alerts",
  notes: "Notes",
  textConsent: "Text messages",
  status: "Status",
  ownAddress: "Own address",
};

function ChartMergeEffects({ preview, waiting, busy }: { readonly preview: ChartMergePreview | undefined; readonly waiting: boolean; readonly busy: boolean }) {
  const { money } = usePracticeFormat();
  const say = (cents: ChartMergePreview["movesBalanceCents"]): string => formatMoney(cents, money, { withCurrency: true });
  if (!preview) return <WhatHappens busy={busy} {...(waiting ? { waitingFor: "Choose the other chart." } : {})} />;
  const { survivor, merged, fields, memberships } = preview;
  return (
    <WhatHappens busy={busy}>
      <p>
        Chart {merged.chartNumber} goes behind chart {survivor.chartNumber}: opening or searching it leads here. The older join date is kept, and an activation
        fee paid on either is paid.
      </p>
      {fields.length > 0 && (
        <dl className={classes["facts"]}>
          {fields.map(({ field, after }) => (
            <FieldLine key={field} word={fieldWords[field] ?? field} after={after} />
          ))}
        </dl>
      )}
      {memberships.length > 0 && <p>{memberships.join(" and ")} comes along, and days that are paid stay paid.</p>}
      {preview.mergesHouseholds && (
        <p>
          The account of {merged.payerName} becomes part of that of {survivor.payerName}
          {preview.movesBalanceCents === 0 ? "" : `, with the open ${say(preview.movesBalanceCents)}`}
          {preview.movesCreditCents === 0 ? "" : `, with the credit of ${say(preview.movesCreditCents)}`}.
        </p>
      )}
    </WhatHappens>
  );
}

function FieldLine({ word, after }: { readonly word: string; readonly after: string }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{after}</dd>
    </>
  );
}
