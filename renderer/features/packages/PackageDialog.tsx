/** Makes or changes a package (PKG-1): contents, price, how long, for whom, what comes back. */
import { ActionIcon, Button, Checkbox, NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { ServiceRow } from "#contract/catalogue.ts";
import type { PackageView } from "#contract/packages.ts";
import type { ServiceId } from "#domain/identity.ts";
import { zeroCents } from "#domain/money.ts";
import { refundMethods, type ExpiryUnit, type RefundMethod } from "#domain/packages/package-terms.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Columns } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import { draftOf, emptyPackage, termsOf, type PackageDraft } from "./package-draft.ts";
import { refundMethodWords } from "./package-words.ts";
import classes from "./Packages.module.css";

export type PackageDialogProps = { readonly row: PackageView | null; readonly onClose: () => void };
type Change = (over: Partial<PackageDraft>) => void;

export function PackageDialog({ row, onClose }: PackageDialogProps) {
  const office = useOffice();
  const add = useCommand(office.packages.add);
  const edit = useCommand(office.packages.change);
  const services = useQueryOf(office.services.list, { activity: "active", sort: "name" }, { topics: ["services"] });
  const [draft, setDraft] = useState<PackageDraft>(() => (row === null ? emptyPackage : draftOf(row.terms)));
  const change: Change = (over) => setDraft((now) => ({ ...now, ...over }));
  const terms = termsOf(draft);
  const submit = async () => {
    if (terms === null) return;
    const done = row === null ? await add.run({ terms }) : await edit.run({ packageId: row.packageId, version: row.version, terms });
    if (!done) return;
    showToast({ message: row === null ? `${done.terms.name} is on sale.` : `${done.terms.name} is changed. What was sold keeps its terms.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={row === null ? "New package" : `Change ${row.terms.name}`}
      primaryLabel={row === null ? "Put it on sale" : "Save the package"}
      busy={add.busy || edit.busy}
      failure={add.failure ?? edit.failure}
      disabled={terms === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput label="Name" required maxLength={80} data-autofocus value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <Contents draft={draft} change={change} services={services.data?.rows ?? []} />
      <Columns least={180}>
        <MoneyField label="Price" required value={draft.priceCents} onChange={(priceCents) => change({ priceCents })} />
        <Select
          label="Can be used"
          allowDeselect={false}
          data={[
            { value: "when_paid", label: "Once all is paid" },
            { value: "as_paid", label: "Use by use as it is paid" },
          ]}
          value={draft.unlock}
          onChange={(value) => value !== null && change({ unlock: value })}
        />
      </Columns>
      <Expiry draft={draft} change={change} />
      <Columns least={180}>
        <Select
          label="Refund suggested"
          allowDeselect={false}
          data={refundMethods.map((value) => ({ value, label: refundMethodWords[value] }))}
          value={draft.refundMethod}
          onChange={(value) => value !== null && change({ refundMethod: value as RefundMethod })}
        />
        <MoneyField label="Fee kept at a refund" value={draft.refundFeeCents} onChange={(cents) => change({ refundFeeCents: cents ?? zeroCents })} />
      </Columns>
      <Select
        label="Tax"
        allowDeselect={false}
        data={[
          { value: "redemption", label: "At each use" },
          { value: "sale", label: "At the sale (a single service)" },
        ]}
        value={draft.taxed}
        onChange={(value) => value !== null && change({ taxed: value })}
      />
      <Checkbox
        label="Others of the household may use it"
        checked={draft.shareable}
        disabled={draft.insuranceFriendly}
        onChange={(event) => change({ shareable: event.currentTarget.checked })}
      />
      <Checkbox
        label="Receipts for an insurer: the sale is a prepayment, each visit has an invoice of its own"
        checked={draft.insuranceFriendly}
        onChange={(event) => change({ insuranceFriendly: event.currentTarget.checked, ...(event.currentTarget.checked ? { shareable: false } : {}) })}
      />
    </ActionDialog>
  );
}

function Contents({ draft, change, services }: { readonly draft: PackageDraft; readonly change: Change; readonly services: readonly ServiceRow[] }) {
  const { way, items } = draft;
  const set = (place: number, over: Partial<PackageDraft["items"][number]>) =>
    change({ items: items.map((item, index) => (index === place ? { ...item, ...over } : item)) });
  const options = services.map(({ serviceId, code, name }) => ({ value: String(serviceId), label: `${name} (${code})` }));
  return (
    <div className={classes["items"]}>
      <SegmentedControl
        aria-label="Contents"
        data={[
          { value: "fixed", label: "So many of each" },
          { value: "pool", label: "Any of several" },
        ]}
        value={way}
        onChange={(value) => change({ way: value as PackageDraft["way"] })}
      />
      {way === "pool" && (
        <NumberInput label="Uses" min={1} max={500} allowDecimal={false} maw={140} value={draft.poolQuantity} onChange={(value) => change({ poolQuantity: Number(value) || 1 })} />
      )}
      {items.map((item, place) => (
        <div className={classes["item"]} key={place}>
          <Select
            label={place === 0 ? "Service" : `Service ${place + 1}`}
            searchable
            data={options}
            value={item.serviceId === null ? null : String(item.serviceId)}
            onChange={(value) => set(place, { serviceId: value === null ? null : (Number(value) as ServiceId) })}
          />
          {way === "fixed" ? (
            <NumberInput label="How many" min={1} max={500} allowDecimal={false} value={item.quantity} onChange={(value) => set(place, { quantity: Number(value) || 1 })} />
          ) : (
            <span />
          )}
          <ActionIcon
            variant="subtle"
            size={34}
            aria-label={`Take service ${place + 1} out`}
            disabled={items.length === 1}
            onClick={() => change({ items: items.filter((_, index) => index !== place) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => change({ items: [...items, { serviceId: null, quantity: 1 }] })}>
          Another service
        </Button>
      </div>
    </div>
  );
}

function Expiry({ draft, change }: { readonly draft: PackageDraft; readonly change: Change }) {
  const { expiryKind } = draft;
  return (
    <Columns least={140}>
      <Select
        label="Expires"
        allowDeselect={false}
        data={[
          { value: "purchase", label: "After the sale" },
          { value: "first_use", label: "After the first use" },
          { value: "date", label: "On a day" },
          { value: "none", label: "Never" },
        ]}
        value={expiryKind}
        onChange={(value) => value !== null && change({ expiryKind: value })}
      />
      {(expiryKind === "purchase" || expiryKind === "first_use") && (
        <>
          <NumberInput label="After" min={1} max={1200} allowDecimal={false} value={draft.count} onChange={(value) => change({ count: Number(value) || 1 })} />
          <Select
            label="Counted in"
            allowDeselect={false}
            data={[
              { value: "day", label: "Days" },
              { value: "week", label: "Weeks" },
              { value: "month", label: "Months" },
            ]}
            value={draft.unit}
            onChange={(value) => value !== null && change({ unit: value as ExpiryUnit })}
          />
        </>
      )}
      {expiryKind === "date" && <DayField label="Last day" lean="future" required value={draft.lastOn} onChange={(lastOn) => change({ lastOn })} />}
    </Columns>
  );
}
