/** Checks a visit out with its invoice, at the prices that the preview shows (PPL-16, INV-1, MEM-21). */
import { useState } from "react";
import type { Appointment } from "#contract/schedule.ts";
import type { ServiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Money } from "../../kit/Money.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { ServicesField } from "./ServicesField.tsx";
import classes from "./Schedule.module.css";

export type CheckOutDialogProps = { readonly row: Appointment; readonly serviceIds: readonly ServiceId[]; readonly onClose: () => void };

export function CheckOutDialog({ row, serviceIds: planned, onClose }: CheckOutDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const checkOut = useCommand(office.schedule.checkOut);
  const [serviceIds, setServiceIds] = useState(planned);
  const { appointmentId, version } = row;
  const isInvoiced = serviceIds.length > 0;
  const quote = useQueryOf(
    office.schedule.quoteCheckOut,
    { appointmentId, version, serviceIds: [...serviceIds] },
    { topics: ["services", "memberships", "coupons", "clock"], keepPrevious: true, enabled: isInvoiced },
  );
  const preview = isInvoiced && quote.failure === null ? quote.data : undefined;
  const submit = async () => {
    const done = await checkOut.run({ appointmentId, version, serviceIds: [...serviceIds], expectedTotalCents: preview?.totalCents ?? null });
    if (!done) return;
    showToast({
      message: done.invoice === null ? `${row.patientName} is checked out, without an invoice.` : `${row.patientName} is checked out: invoice ${done.invoice.number}.`,
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Check out ${row.patientName}`}
      sentence={isInvoiced ? "The invoice of the visit is made and due by the practice’s terms." : "A visit without services has no invoice."}
      primaryLabel={preview ? `Check out and invoice ${formatMoney(preview.totalCents, money)}` : isInvoiced ? "Check out" : "Check out without an invoice"}
      busy={checkOut.busy}
      failure={checkOut.failure ?? (isInvoiced ? quote.failure : null)}
      disabled={isInvoiced && (!preview || quote.fetching)}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        preview ? (
          <WhatHappens busy={quote.fetching} warnings={preview.warnings}>
            <table className={classes["lines"]} aria-label="The invoice">
              <tbody>
                {preview.lines.map((line, index) => (
                  // A service may stand on it twice; the place tells the lines apart.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={index}>
                    <th scope="row">
                      {line.description}
                      {line.why.map(({ label, offCents }) => (
                        <div key={label} className={classes["quiet"]}>
                          {label}: −{formatMoney(offCents, money)}
                        </div>
                      ))}
                    </th>
                    <td>
                      <Money cents={line.netCents} />
                    </td>
                  </tr>
                ))}
                {preview.taxCents !== 0 && (
                  <tr>
                    <th scope="row">Tax</th>
                    <td>
                      <Money cents={preview.taxCents} />
                    </td>
                  </tr>
                )}
                <tr>
                  <th scope="row">Total</th>
                  <td>
                    <strong>
                      <Money cents={preview.totalCents} />
                    </strong>
                  </td>
                </tr>
              </tbody>
            </table>
          </WhatHappens>
        ) : undefined
      }
    >
      <ServicesField label="What was done" value={serviceIds} onChange={setServiceIds} />
    </ActionDialog>
  );
}
