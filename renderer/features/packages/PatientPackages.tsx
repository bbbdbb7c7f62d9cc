/** What a patient has of packages (PKG-5): left, until when, what is to pay; selling, redeeming, giving on, cancelling. */
import { Anchor, Button, Menu } from "@mantine/core";
import { IconChevronDown, IconPackage } from "@tabler/icons-react";
import { useState } from "react";
import type { SaleView } from "#contract/packages.ts";
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { PaymentPlanDialog } from "../payment-plans/PaymentPlanDialog.tsx";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { CancelPackageDialog } from "./CancelPackageDialog.tsx";
import { lastDayOf, saleLooks, usesWord } from "./package-words.ts";
import { PackageDetailsDialog } from "./PackageDetailsDialog.tsx";
import { RedeemVisitDialog } from "./RedeemVisitDialog.tsx";
import { SellPackageDialog } from "./SellPackageDialog.tsx";
import { TransferPackageDialog } from "./TransferPackageDialog.tsx";
import classes from "./Packages.module.css";

type Dialog = "visit" | "details" | "transfer" | "cancel" | "pay" | "instalments";
type Opened = { readonly dialog: Dialog; readonly sale: SaleView };

export function PatientPackages({ chart }: { readonly chart: PatientChart }) {
  const office = useOffice();
  const may = useMay();
  const { patientId, household } = chart;
  const sales = useQueryOf(
    office.packages.ofPatient,
    { patientId },
    { topics: ["packages", `patient/${patientId}`, `household/${household.householdId}`, "invoices", "clock"] },
  );
  const [selling, setSelling] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const { status } = chart.form;
  const maySell = may("invoices.edit") && status !== "deceased" && status !== "non_patient";
  const rows = sales.data ?? [];
  return (
    <Panel
      title="Packages"
      {...(maySell
        ? {
            aside: (
              <Button size="compact-sm" variant="default" leftSection={<IconPackage size={14} />} onClick={() => setSelling(true)}>
                Sell a package
              </Button>
            ),
          }
        : {})}
    >
      {sales.failure && <ErrorState compact failure={sales.failure} onRetry={sales.retry} />}
      {sales.data && rows.length === 0 && <EmptyState compact title="No packages" icon={IconPackage} />}
      {rows.length > 0 && (
        <ul className={classes["list"]} aria-label="Packages">
          {rows.map((sale) => (
            <li key={sale.saleId}>
              <SaleFacts sale={sale} own={sale.patientId === patientId} />
              <SaleMenu sale={sale} onOpen={(dialog) => setOpened({ dialog, sale })} />
            </li>
          ))}
        </ul>
      )}
      {selling && <SellPackageDialog chart={chart} onClose={() => setSelling(false)} />}
      {opened?.dialog === "visit" && <RedeemVisitDialog chart={chart} sale={opened.sale} onClose={close} />}
      {opened?.dialog === "details" && <PackageDetailsDialog saleId={opened.sale.saleId} onClose={close} />}
      {opened?.dialog === "transfer" && <TransferPackageDialog chart={chart} sale={opened.sale} onClose={close} />}
      {opened?.dialog === "cancel" && <CancelPackageDialog sale={opened.sale} onClose={close} />}
      {opened?.dialog === "instalments" && <PaymentPlanDialog invoiceId={opened.sale.invoiceId} onClose={close} />}
      {opened?.dialog === "pay" && (
        <ReceivePaymentDialog householdId={household.householdId} payerName={household.payerName} invoiceId={opened.sale.invoiceId} onClose={close} />
      )}
    </Panel>
  );
}

function SaleFacts({ sale, own }: { readonly sale: SaleView; readonly own: boolean }) {
  const last = lastDayOf(sale);
  return (
    <div>
      <div className={classes["head"]}>
        <strong>{sale.terms.name}</strong>
        <StatusChip {...saleLooks[sale.state]} />
      </div>
      <div>
        {sale.unitsLeft} of {usesWord(sale.units)} left, worth <Money cents={sale.valueLeftCents} />
      </div>
      <div className={classes["quiet"]}>
        {!own && <>{sale.patientName}’s · </>}
        {last !== null && (
          <>
            until <DayText day={last} as="full" /> ·{" "}
          </>
        )}
        <Anchor underline="always" href={hrefTo("/invoices/$invoiceId", { invoiceId: sale.invoiceId })}>invoice {sale.invoiceNumber}</Anchor>
        {sale.balanceCents > 0 && (
          <>
            {" "}
            · <Money cents={sale.balanceCents} /> to pay
          </>
        )}
      </div>
    </div>
  );
}

function SaleMenu({ sale, onOpen }: { readonly sale: SaleView; readonly onOpen: (dialog: Dialog) => void }) {
  const may = useMay();
  const runs = sale.state === "active" || sale.state === "unpaid";
  const mayEdit = may("invoices.edit");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />} aria-label={`Actions for ${sale.terms.name}`}>
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {runs && mayEdit && <Menu.Item onClick={() => onOpen("visit")}>Redeem a use…</Menu.Item>}
        {sale.balanceCents > 0 && may("payments.take") && <Menu.Item onClick={() => onOpen("pay")}>Receive payment…</Menu.Item>}
        {sale.balanceCents > 0 && mayEdit && <Menu.Item onClick={() => onOpen("instalments")}>Instalments…</Menu.Item>}
        <Menu.Item onClick={() => onOpen("details")}>View purchased…</Menu.Item>
        {runs && mayEdit && !sale.terms.insuranceFriendly && <Menu.Item onClick={() => onOpen("transfer")}>Give on…</Menu.Item>}
        {sale.state !== "cancelled" && may("payments.refund") && <Menu.Item onClick={() => onOpen("cancel")}>Cancel or refund…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
