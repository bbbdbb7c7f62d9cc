import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { addDays, addMonths, type Day } from "#domain/calendar.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { ActionDialog } from "../ActionDialog.tsx";
import { DayField } from "../DayField.tsx";
import type { Failure } from "../failure.ts";
import { MoneyField } from "../MoneyField.tsx";
import { Page } from "../Page.tsx";
import { ProgressDialog } from "../ProgressDialog.tsx";
import { WhatHappens } from "../WhatHappens.tsx";
import { galleryToday } from "./ugly-people.ts";

const explain = { rule: "MEM-3", sentence: "Sixteen of thirty-one days.", steps: [] };
const refusal: Failure = {
  kind: "refusal",
  code: "x",
  sentence:
    "The amount due today changed to $65.00 because the draw day moved. Look at it again, then enrol.",
};

/** A dialog with everything a dialog has; the second press is refused. */
export function DialogScene({ show }: { readonly show: "dialog" | "progress" }) {
  const [opened, setOpened] = useState(true);
  const [fee, setFee] = useState<Cents | null>(toCents(2500));
  const [startOn, setStartOn] = useState<Day | null>(galleryToday);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sent, setSent] = useState(0);
  const line = (patientName: string, description: string, cents: number) => ({
    patientName,
    description,
    cents: toCents(cents),
    explain,
  });
  return (
    <Page title="A dialog" actions={<Button onClick={() => setOpened(true)}>Enrol…</Button>}>
      <p data-testid="sent">Sent {sent} times</p>
      {show === "progress" && (
        <ProgressDialog
          opened={opened}
          title="Making 214 statements"
          step="Household of Lee, Rosa"
          done={37}
          total={214}
          onCancel={() => setOpened(false)}
          onBackground={() => setOpened(false)}
        />
      )}
      <ActionDialog
        opened={opened && show === "dialog"}
        onClose={() => setOpened(false)}
        title="Enrol Rosa Lee"
        sentence="Rosa joins Adult Wellness today and pays monthly on the 31st."
        primaryLabel="Enrol and take $62.00"
        failure={failure}
        onSubmit={() => {
          setSent((before) => before + 1);
          setFailure(refusal);
        }}
        whatHappens={
          <WhatHappens
            today={{
              cents: toCents(6200),
              lines: [
                line("Rosa Lee", "Adult Wellness, 22 Nov to 30 Nov", 1200),
                line("Rosa Lee", "Activation fee", 2500),
                line(
                  "Maximiliane Wilhelmina Theodora O’Brien-Featherstonehaugh",
                  "Child, 22 Nov to 30 Nov",
                  2500,
                ),
              ],
            }}
            nextDraws={[1, 2, 3].map((month) => ({
              on: addMonths(galleryToday, month),
              cents: toCents(6200),
              lines: [],
            }))}
            benefits={[
              {
                patientName: "Rosa Lee",
                label: "cleaning",
                quantity: 2,
                untilOn: addDays(galleryToday, 364),
              },
            ]}
            warnings={["The card on file expires before the second draw."]}
          />
        }
      >
        <TextInput label="Note" placeholder="Optional" />
        <DayField label="Starts" value={startOn} onChange={setStartOn} lean="future" required />
        <MoneyField label="Activation fee" value={fee} onChange={setFee} max={toCents(5000)} />
      </ActionDialog>
    </Page>
  );
}
