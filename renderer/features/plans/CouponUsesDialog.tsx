/** Who has a coupon, and what it has taken off for them (PPL-14). */
import { Modal } from "@mantine/core";
import type { CouponRow } from "#contract/coupons.ts";
import { couponWords } from "#domain/coupons/coupon-words.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import classes from "./Plans.module.css";

export function CouponUsesDialog({ coupon, onClose }: { readonly coupon: CouponRow; readonly onClose: () => void }) {
  const office = useOffice();
  const uses = useQueryOf(office.coupons.uses, { couponId: coupon.couponId }, { topics: ["coupons", "invoices"] });
  return (
    <Modal opened onClose={onClose} size="lg" title={`Who has ${coupon.terms.code}`}>
      <p>{couponWords(coupon.terms)}.</p>
      {uses.failure && <ErrorState failure={uses.failure} onRetry={uses.retry} compact />}
      {uses.data?.length === 0 && (
        <EmptyState title="Nobody yet" compact>
          It is given when somebody enrols, or on the household’s page.
        </EmptyState>
      )}
      {uses.data !== undefined && uses.data.length > 0 && (
        <table className={`${classes["year"]} pf-figures`}>
          <thead>
            <tr>
              <th scope="col">Household</th>
              <th scope="col">Given</th>
              <th scope="col">Charges</th>
              <th scope="col">Last on</th>
              <th scope="col">Taken off</th>
            </tr>
          </thead>
          <tbody>
            {uses.data.map((use, index) => (
              <tr key={`${use.householdId} ${index}`}>
                <td>{use.householdName}</td>
                <td>
                  <DayText day={use.appliedOn} as="full" />
                  {use.endedOn !== null && ", taken away"}
                </td>
                <td>{use.uses}</td>
                <td>
                  {use.lastInvoiceId !== null && (
                    <a href={hrefTo("/invoices/$invoiceId", { invoiceId: use.lastInvoiceId })}>
                      Invoice {use.lastInvoiceNumber}
                    </a>
                  )}
                </td>
                <td>
                  <Money cents={use.offCents} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  );
}
