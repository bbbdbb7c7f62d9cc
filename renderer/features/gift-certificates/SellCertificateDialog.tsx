/** Sells a gift certificate (PKG-12): who pays, how much, for whom; then its code, to write or to print. */
import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { asId, type GiftCertificateId, type HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { HouseholdPicker, type PickedPerson } from "../payments/HouseholdPicker.tsx";
import { referenceLabel, type DeskTender } from "../payments/payment-form.ts";

const tenders = ["cash", "check", "card_terminal", "ach", "other"] as const satisfies readonly DeskTender[];

type Sold = { readonly certificateId: GiftCertificateId; readonly number: number; readonly code: string };

export function SellCertificateDialog({ onClose }: { readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const [buyer, setBuyer] = useState<PickedPerson | null>(null);
  const [amountCents, setAmount] = useState<Cents | null>(null);
  const [recipient, setRecipient] = useState("");
  const [tender, setTender] = useState<DeskTender>("cash");
  const [reference, setReference] = useState("");
  const [sold, setSold] = useState<Sold | null>(null);
  const command = useCommand(office.giftCertificates.sell);
  const asked = referenceLabel(tender);
  const isMissing = asked?.required === true && reference.trim() === "";
  const ready = buyer !== null && amountCents !== null && amountCents > 0 && !isMissing;
  const sale = {
    householdId: buyer?.householdId ?? asId<HouseholdId>(1),
    amountCents: amountCents ?? (1 as Cents),
    recipient: recipient.trim(),
    tender: { tender, tenderedCents: null, reference: reference.trim() },
  };
  const preview = useQueryOf(office.giftCertificates.preview, sale, {
    topics: ["payments", `household/${sale.householdId}`],
    keepPrevious: true,
    enabled: ready,
  });
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    const done = await command.run(sale);
    if (done) setSold(done);
  };
  if (sold) return <SoldCertificate sold={sold} onClose={onClose} />;
  return (
    <ActionDialog
      opened
      title="Sell a gift certificate"
      sentence="It is paid at once, does not expire, and is accepted at the desk like money."
      primaryLabel={shown ? `Sell it and take ${say(shown.takenCents)}` : "Sell it"}
      busy={command.busy}
      failure={command.failure ?? (ready ? preview.failure : null)}
      shownFields={["amountCents", "recipient"]}
      disabled={shown === undefined || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown ? {} : { waitingFor: waitingFor(buyer, isMissing) })}>
          {shown && (
            <p>
              {shown.creditUsedCents > 0 ? `${say(shown.creditUsedCents)} comes from the household’s credit. ` : ""}
              {say(shown.takenCents)} is taken now. The practice owes {say(sale.amountCents)} to the bearer until it is
              redeemed; none of it is revenue before.
            </p>
          )}
        </WhatHappens>
      }
    >
      <HouseholdPicker label="Who pays" value={buyer} onChange={setBuyer} />
      <MoneyField
        label="Amount"
        required
        value={amountCents}
        onChange={setAmount}
        error={fieldProblem(command.failure, "amountCents")}
      />
      <TextInput
        label="For whom"
        description="Printed on it; leave it empty for the bearer."
        value={recipient}
        onChange={(event) => setRecipient(event.currentTarget.value)}
        error={fieldProblem(command.failure, "recipient")}
        maxLength={120}
      />
      <Select
        label="Paid by"
        data={tenders.map((value) => ({ value, label: tenderWord(value) }))}
        value={tender}
        allowDeselect={false}
        onChange={(value) => {
          setTender((value ?? "cash") as DeskTender);
          setReference("");
        }}
      />
      {asked !== null && (
        <TextInput
          label={asked.label}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          withAsterisk={asked.required}
          aria-required={asked.required}
          maxLength={60}
        />
      )}
    </ActionDialog>
  );
}

function waitingFor(buyer: PickedPerson | null, isMissing: boolean): string {
  if (buyer === null) return "Choose who pays.";
  return isMissing ? "Enter the number printed on the check." : "Enter the amount.";
}

function SoldCertificate({ sold, onClose }: { readonly sold: Sold; readonly onClose: () => void }) {
  const paper = useAsk(useOffice().giftCertificates.pdf);
  return (
    <Modal opened onClose={onClose} title={`Gift certificate ${sold.number}`}>
      <p role="status">
        Sold. Its code is <strong className="pf-figures">{sold.code}</strong>.
      </p>
      <RefusalNote failure={paper.failure} />
      <Group justify="flex-end" gap={8} mt="md">
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={paper.busy}
          onClick={() => void paper.run({ certificateId: sold.certificateId }).then((file) => file && printFile(file))}
        >
          Print the certificate
        </Button>
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Modal>
  );
}
