/** The policies an invoice has kept of its visit (PPL-8); nothing where there were none. */
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { coverText, policyNumbers } from "./policy-words.ts";
import classes from "./Insurance.module.css";

export function InvoiceInsurance({ invoiceId }: { readonly invoiceId: InvoiceId }) {
  const { locale } = usePracticeFormat();
  const kept = useQueryOf(useOffice().insurance.ofInvoice, { invoiceId }, { topics: [`invoice/${invoiceId}`] });
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <section aria-label="Insurance at the visit">
      <h3>Insurance at the visit</h3>
      <ol className={classes["policies"]}>
        {kept.data.map((policy) => (
          <li key={`${policy.patientId} ${policy.position}`} className={classes["policy"]}>
            <div className={classes["about"]}>
              <span>
                {policy.patientName}: {policy.carrier}
              </span>
              <span className={classes["quiet"]}>
                {[policyNumbers(policy), coverText(policy, locale)].filter((part) => part !== "").join(" · ")}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
