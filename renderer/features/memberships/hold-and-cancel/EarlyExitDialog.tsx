/** After a lapse under a commitment: what leaving early costs, asked for on an invoice or let go (BIL-15). */
import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { fullDay } from "../../../format/day.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { MoneyField } from "../../../kit/MoneyField.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";

type Props = { readonly membershipId: MembershipId; readonly onClose: () => void };

export function EarlyExitDialog({ membershipId, onClose }: Props) {
  const office = useOffice();
  const may = useMay();
  const { locale, money } = usePracticeFormat();
  const ask = useCommand(office.earlyExit.ask);
  const [saved, setSaved] = useState<Cents | null>(null);
  const [waives, setWaives] = useState(false);
  const [reason, setReason] = useState("");
  const exit = useQueryOf(
    office.earlyExit.view,
    { membershipId, savedCents: saved },
    { topics: [`membership/${membershipId}`, "billing"], keepPrevious: true },
  );
  const shown = exit.failure === null ? exit.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const isWaived = waives && reason.trim() !== "";
  const submit = async () => {
    const done = await ask.run({ membershipId, savedCents: saved, waiveReason: isWaived ? reason : null });
    if (!done || !shown) return;
    showToast({ message: isWaived ? "Nothing is asked for leaving early." : `${say(shown.dueCents)} is on an invoice.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Leaving before the end of the commitment"
      {...(shown
        ? { sentence: `${shown.planName} of ${shown.patientName} lapsed on ${fullDay(shown.lapsedOn, locale)}; the commitment ran to ${fullDay(shown.endsOn, locale)}.` }
        : {})}
      primaryLabel={isWaived ? "Ask for nothing" : shown ? `Ask for ${say(shown.dueCents)}` : "Ask for it"}
      busy={ask.busy}
      failure={ask.failure ?? exit.failure}
      disabled={!shown || exit.fetching || (waives ? reason.trim() === "" : shown.dueCents === 0)}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={exit.fetching} {...(shown ? {} : { waitingFor: "Nothing, as it stands." })}>
          {shown && (
            <p>
              {isWaived
                ? "The unpaid dues stay owed; nothing more is asked for."
                : `${say(shown.dueCents)} goes on an invoice. ${say(shown.remainingCents)} of the term was not billed yet.`}
            </p>
          )}
        </WhatHappens>
      }
    >
      {shown?.policy === "claw_back" && (
        <MoneyField
          label="Used at member prices"
          description={saved === null ? `List price less member price: ${say(shown.savedCents)} by the books. Another sum only for what is on no invoice.` : "Empty: what the books know"}
          value={saved}
          onChange={setSaved}
        />
      )}
      {may("fees.waive") && (
        <Checkbox label="Do not ask for it" checked={waives} onChange={(event) => setWaives(event.currentTarget.checked)} />
      )}
      {waives && (
        <TextInput label="Why it is let go" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      )}
    </ActionDialog>
  );
}
