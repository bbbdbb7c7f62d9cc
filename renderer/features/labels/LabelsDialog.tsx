/** Mailing labels for whoever was chosen in a list (DOC-1): the sheet, where to start, and what will be on it. */
import { Group, NumberInput, Radio } from "@mantine/core";
import { useState } from "react";
import type { LabelsForetold, LabelsProgress } from "#contract/labels.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { labelSheetNames, labelSheets, labelsOn, type LabelSheet } from "#domain/labels/label-sheets.ts";
import { papers } from "#domain/statements/envelope.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useRunStream } from "../../app/client/use-run-stream.ts";
import { useSeat } from "../../app/status.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { Choice } from "../reports/Choice.tsx";
import { counted } from "./label-words.ts";
import { LabelsMade } from "./LabelsMade.tsx";
import { LeftOut } from "./LeftOut.tsx";
import { keepLabelSettings, onTheWire, readLabelSettings, type LabelSettings } from "./label-settings.ts";
import { OwnSheetFields } from "./OwnSheetFields.tsx";
import { SheetPicture } from "./SheetPicture.tsx";
import classes from "./Labels.module.css";

/** Whom a list chose; `filter` is everybody the patient list shows. */
export type LabelsWhom =
  | { readonly kind: "households"; readonly householdIds: readonly HouseholdId[] }
  | { readonly kind: "patients"; readonly patientIds: readonly PatientId[] }
  | {
      readonly kind: "filter";
      readonly filter: {
        readonly text: string;
        readonly statuses: readonly ("active" | "inactive" | "prospective" | "non_patient" | "deceased")[];
        readonly membership: "any" | "members" | "former" | "never";
        readonly minors: boolean;
        readonly owing: boolean;
      };
    };

type Props = { readonly whom: LabelsWhom; readonly onClose: () => void };

const sheetOptions = [...labelSheetNames.map((value) => ({ value, label: `${labelSheets[value].label}, ${sizeOf(labelSheets[value])}` })), { value: "own" as const, label: "Own sheet, by its measures" }];

function sizeOf(sheet: LabelSheet): string {
  return `${labelsOn(sheet)} a sheet, ${sheet.paper === "a4" ? "A4" : "Letter"}`;
}

export function LabelsDialog({ whom, onClose }: Props) {
  const office = useOffice();
  const { locale } = useSeat().practice;
  const [settings, setSettings] = useState(() => readLabelSettings(localStorage, /-(US|CA|MX)$/.test(locale) ? "letter" : "a4"));
  const [startAt, setStartAt] = useState(1);
  const [each, setEach] = useState<"household" | "person">("household");
  const run = useRunStream<LabelsProgress>();
  const sheet: LabelSheet = settings.sheet === "own" ? settings.own : labelSheets[settings.sheet];
  const change = (next: Partial<LabelSettings>): void => {
    const kept = { ...settings, ...next };
    setSettings(kept);
    keepLabelSettings(localStorage, kept);
  };
  const ask = {
    whom: unfrozen(whom),
    each,
    sheet: settings.sheet === "own" ? onTheWire(settings.own) : { kind: "preset" as const, name: settings.sheet },
    startAt,
    nudge: { rightHalfMm: Math.round(settings.rightMm * 2), downHalfMm: Math.round(settings.downMm * 2) },
  };
  const foretold = useQueryOf(office.labels.foretell, ask, { topics: ["patients"], keepPrevious: true });
  const shown = foretold.failure === null ? foretold.data : undefined;
  if (run.finished !== null) return <LabelsMade made={run.finished} onClose={onClose} />;
  return (
    <>
      <ActionDialog
        opened={run.running === null}
        size="lg"
        dirty={false}
        title="Mailing labels"
        sentence="One file in postal order. Who has no complete address is left out and said."
        primaryLabel={shown === undefined ? "Make the labels" : `Make ${counted(shown.labels, "label")}`}
        failure={run.failure ?? foretold.failure}
        disabled={shown === undefined || foretold.fetching}
        onClose={onClose}
        onSubmit={() => void run.start(shown?.labels ?? 0, (requestId, options) => office.labels.run({ requestId, ...ask }, options))}
        whatHappens={<Foretold foretold={shown} sheet={sheet} />}
      >
        <div className={classes["fields"]}>
          <div className={classes["column"]}>
            <Choice
              label="Labels"
              width={330}
              value={settings.sheet}
              options={sheetOptions}
              onChange={(chosen) => {
                change({ sheet: chosen });
                setStartAt(1);
              }}
            />
            {settings.sheet === "own" && <OwnSheetFields sheet={settings.own} onChange={(own) => change({ own })} />}
            {whom.kind !== "households" && (
              <Radio.Group label="One label for" value={each} onChange={(value) => setEach(value === "person" ? "person" : "household")}>
                <Group gap={16} mt={4}>
                  <Radio value="household" label="each household" />
                  <Radio value="person" label="each person" />
                </Group>
              </Radio.Group>
            )}
            <Group gap={12} align="end">
              <NumberInput
                label="First free label"
                w={122}
                min={1}
                max={labelsOn(sheet)}
                allowDecimal={false}
                value={startAt}
                onChange={(value) => typeof value === "number" && setStartAt(value)}
              />
              <NumberInput label="Print further right" w={138} step={0.5} min={-10} max={10} decimalScale={1} suffix=" mm" value={settings.rightMm} onChange={(value) => typeof value === "number" && change({ rightMm: value })} />
              <NumberInput label="Print further down" w={138} step={0.5} min={-10} max={10} decimalScale={1} suffix=" mm" value={settings.downMm} onChange={(value) => typeof value === "number" && change({ downMm: value })} />
            </Group>
          </div>
          <div>
            <SheetPicture sheet={sheet} startAt={startAt} labels={shown?.labels ?? 0} onStart={setStartAt} />
            <p className={classes["caption"]}>Click the first free label.</p>
          </div>
        </div>
      </ActionDialog>
      <ProgressDialog opened={run.running !== null} title="Making labels" done={run.running?.done ?? 0} total={run.running?.total ?? 0} onCancel={run.cancel} />
    </>
  );
}

function Foretold({ foretold, sheet }: { readonly foretold: LabelsForetold | undefined; readonly sheet: LabelSheet }) {
  if (foretold === undefined) return <WhatHappens waitingFor="Choose a sheet and where to start." />;
  const { widthMm, heightMm } = papers[sheet.paper];
  return (
    <WhatHappens
      sentence={`${counted(foretold.labels, "label")} on ${counted(foretold.sheets, "sheet")}, ${widthMm} × ${heightMm} mm. In the print dialog choose the actual size, never “fit to page”.`}
    >
      <LeftOut {...foretold} />
    </WhatHappens>
  );
}

/** The wire takes lists that can be written to. */
function unfrozen(whom: LabelsWhom) {
  switch (whom.kind) {
    case "households":
      return { kind: whom.kind, householdIds: [...whom.householdIds] };
    case "patients":
      return { kind: whom.kind, patientIds: [...whom.patientIds] };
    case "filter":
      return { kind: whom.kind, filter: { ...whom.filter, statuses: [...whom.filter.statuses] } };
  }
}
