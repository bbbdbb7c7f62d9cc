/** What of an invoice can be redeemed, best first, with what it comes to then; and taking a redemption back (PKG-3). */
import { Button, Radio, Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { RedeemableLine } from "#contract/packages.ts";
import { addDays } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { usesWord } from "../package-words.ts";
import classes from "../Packages.module.css";

type Match = RedeemableLine["matches"][number];
export type RedeemDialogProps = { readonly invoiceId: InvoiceId; readonly lines: readonly RedeemableLine[]; readonly onClose: () => void };

export function RedeemDialog({ invoiceId, lines, onClose }: RedeemDialogProps) {
  const office = useOffice();
  const { money, locale } = usePracticeFormat();
  const redeem = useCommand(office.redeeming.redeem);
  const undo = useCommand(office.redeeming.undo);
  const open = lines.filter(({ matches }) => matches.length > 0);
  const done = lines.filter(({ redeemed }) => redeemed !== null);
  const [chosenLine, setChosenLine] = useState<number | null>(null);
  const [chosenUse, setChosenUse] = useState<string | null>(null);
  const line = open.find(({ lineId }) => lineId === chosenLine) ?? open[0];
  const match = line?.matches.find((one) => keyOf(one) === chosenUse) ?? line?.matches[0];
  const wanted = line && match && { invoiceId, lineId: line.lineId, use: chosen(match) };
  const preview = useQueryOf(office.redeeming.preview, wanted ?? ({ invoiceId, lineId: 1, use: { kind: "package", saleId: 1 } } as never), {
    topics: [`invoice/${invoiceId}`, "packages", "memberships"],
    enabled: wanted !== undefined,
    keepPrevious: true,
  });
  const shown = wanted !== undefined && preview.failure === null ? preview.data : undefined;
  const text = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const takeBack = async (of: RedeemableLine) => {
    if (of.redeemed !== null && (await undo.run({ use: of.redeemed.use }))) showToast({ message: `${of.redeemed.name} has its use back.` });
  };
  const submit = async () => {
    if (!wanted || !match) return;
    const answer = await redeem.run(wanted);
    if (!answer) return;
    showToast({ message: `${match.name}: ${answer.uses > 1 ? `${answer.uses} uses redeemed` : "redeemed"}, ${usesWord(answer.left)} left.`, undo: () => void undo.run({ use: answer.undo }) });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title="Redeem"
      primaryLabel={match ? `Redeem ${match.name}` : "Redeem"}
      busy={redeem.busy || undo.busy}
      failure={redeem.failure ?? undo.failure ?? (wanted === undefined ? null : preview.failure)}
      disabled={!shown}
      wayOut={open.length === 0 ? "Close" : "Cancel"}
      dirty={false}
      onClose={onClose}
      onSubmit={() => void submit()}
      {...(open.length === 0
        ? {}
        : {
            whatHappens: shown ? (
              <WhatHappens
                busy={preview.fetching}
                sentence={`${match && line && match.uses < line.quantity ? `${match.uses} of ${line.quantity} are covered; the rest becomes a line of its own. ` : ""}The line comes to ${text(shown.lineCents)}; ${text(shown.coveredCents)} of the service is covered${shown.upsizeCents > 0 ? ` and ${text(shown.upsizeCents)} is for the larger one` : ""}. ${usesWord(shown.left)} left afterwards. ${shown.balanceCents > 0 ? `${text(shown.balanceCents)} stays to pay on the invoice.` : "Nothing stays to pay on the invoice."}`}
              />
            ) : (
              <WhatHappens waitingFor="Working it out." />
            ),
          })}
    >
      {open.length > 1 && (
        <Select
          label="Line"
          allowDeselect={false}
          data={open.map((one) => ({ value: String(one.lineId), label: `${one.description}, ${one.patientName}, ${fullDay(one.serviceOn, locale)}` }))}
          value={line === undefined ? null : String(line.lineId)}
          onChange={(value) => {
            setChosenLine(Number(value));
            setChosenUse(null);
          }}
        />
      )}
      {line && match && (
        <Radio.Group label={`What pays ${line.description} of ${line.patientName}`} value={keyOf(match)} onChange={setChosenUse}>
          <Stack gap={8} mt={4}>
            {line.matches.map((one) => (
              <Radio key={keyOf(one)} value={keyOf(one)} label={one.name} description={wordsOf(one, text, (day) => fullDay(day, locale))} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {done.length > 0 && (
        <ul className={classes["list"]} aria-label="Redeemed on this invoice">
          {done.map((one) => (
            <li key={one.lineId}>
              <span>
                {one.description}: {one.redeemed?.name} has paid {text(one.redeemed?.coveredCents ?? (0 as Cents))}
              </span>
              <Button size="compact-sm" variant="default" loading={undo.busy} onClick={() => void takeBack(one)} aria-label={`Undo ${one.redeemed?.name ?? ""} on ${one.description}`}>
                Undo
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open.length === 0 && done.length === 0 && <span className={classes["quiet"]}>Nothing fits any line of this invoice now.</span>}
    </ActionDialog>
  );
}

function keyOf({ kind, saleId, grantId }: Match): string {
  return `${kind}/${saleId ?? grantId ?? 0}`;
}

function chosen({ saleId, grantId }: Match) {
  return saleId === null ? ({ kind: "benefit", grantId: grantId as NonNullable<typeof grantId> } as const) : ({ kind: "package", saleId } as const);
}

function wordsOf(match: Match, money: (cents: Cents) => string, dayWord: (day: NonNullable<Match["expiresOn"]>) => string): string {
  return [
    match.kind === "benefit" ? "Membership benefit" : "Package",
    `of ${match.ownerName}`,
    `${match.left} left`,
    match.uses > 1 ? `takes ${match.uses} of them` : null,
    match.expiresOn === null ? null : `until ${dayWord(addDays(match.expiresOn, -1))}`,
    match.kind === "benefit" ? `covers ${money(match.valueCents)}` : `worth ${money(match.valueCents)}`,
    match.upsizeCents > 0 ? `${money(match.upsizeCents)} more for the larger service` : match.isOther ? "sold for another service" : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
