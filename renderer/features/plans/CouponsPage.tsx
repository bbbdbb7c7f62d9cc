/** Coupons the office gives out: how they are doing, who has one, ending one (PPL-14). */
import { Button } from "@mantine/core";
import { IconPlayerStop, IconPlus, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import type { CouponRow } from "#contract/coupons.ts";
import { couponLimitWords, couponWords } from "#domain/coupons/coupon-words.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useToday } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { CatalogueTabs } from "./CatalogueTabs.tsx";
import { CouponDialog } from "./CouponDialog.tsx";
import { CouponUsesDialog } from "./CouponUsesDialog.tsx";

const fixed: readonly DataColumn<CouponRow>[] = [
  { id: "code", header: "Code", width: 150, required: true, sortBy: (row) => row.terms.code, cell: (row) => row.terms.code },
  { id: "what", header: "What it takes off", width: 270, grow: 1, cell: (row) => couponWords(row.terms) },
  { id: "limits", header: "For whom", width: 260, grow: 1, cell: (row) => couponLimitWords(row.terms) },
  { id: "households", header: "Households", width: 110, kind: "number", sortBy: (row) => row.households, cell: (row) => row.households },
  { id: "uses", header: "Charges", width: 90, kind: "number", sortBy: (row) => row.uses, cell: (row) => row.uses },
  { id: "off", header: "Taken off", width: 110, kind: "money", sortBy: (row) => row.offCents, cell: (row) => <Money cents={row.offCents} /> },
];

export function CouponsPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const coupons = useQueryOf(office.coupons.list, {}, { topics: ["coupons", "invoices", "clock"] });
  const end = useCommand(office.coupons.end);
  const [adding, setAdding] = useState(false);
  const [usesOf, setUsesOf] = useState<CouponRow | null>(null);
  const stop = async ({ couponId, version, terms }: CouponRow) => {
    if (await end.run({ couponId, version }))
      showToast({ message: `${terms.code} is given out no more. Households that have it keep it.` });
  };
  const columns: readonly DataColumn<CouponRow>[] = [
    ...fixed,
    {
      id: "state",
      header: "State",
      width: 120,
      cell: (row) =>
        row.endedAt !== null ? (
          <StatusChip tone="quiet" word="Ended" />
        ) : row.terms.redeemBy !== null && row.terms.redeemBy < today ? (
          <StatusChip tone="quiet" word="Expired" />
        ) : row.terms.maxUses !== null && row.households >= row.terms.maxUses ? (
          <StatusChip tone="attention" word="Used up" />
        ) : (
          <StatusChip tone="good" word="Given out" />
        ),
    },
  ];
  return (
    <Page
      title="Coupons"
      layout="fill"
      about="A household keeps the terms it was given, whatever becomes of the coupon."
      actions={
        may("prices.change") && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            New coupon
          </Button>
        )
      }
    >
      <CatalogueTabs current="coupons" />
      <RefusalNote failure={end.failure} />
      <DataTable
        tableId="coupons"
        label="Coupons"
        columns={columns}
        rows={coupons.data ?? []}
        loading={coupons.loading}
        failure={coupons.failure}
        onRetry={coupons.retry}
        rowId={(row) => String(row.couponId)}
        rowLabel={(row) => row.terms.code}
        count={coupons.data?.length ?? 0}
        rowActions={(row: CouponRow) => [
          { id: "uses", label: "Who has it…", icon: IconUsers, run: () => setUsesOf(row) },
          ...(may("prices.change") && row.endedAt === null
            ? [{ id: "end", label: "Give out no more", icon: IconPlayerStop, run: () => void stop(row) }]
            : []),
        ]}
        empty={
          <EmptyState
            title="No coupons yet"
            {...(may("prices.change") ? { action: <Button onClick={() => setAdding(true)}>Make the first coupon</Button> } : {})}
          >
            A coupon takes a percentage or an amount off dues or fees, once, for some charges, or always.
          </EmptyState>
        }
      />
      {adding && <CouponDialog onClose={() => setAdding(false)} />}
      {usesOf !== null && <CouponUsesDialog coupon={usesOf} onClose={() => setUsesOf(null)} />}
    </Page>
  );
}
