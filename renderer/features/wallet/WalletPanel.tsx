/** The wallets of a household (PKG-11): what is left, until when, and every row behind it. Nothing is shown where there is none. */
import { Anchor, Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import type { WalletView } from "#contract/benefits.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { hrefTo } from "../../app/address.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { moveWords } from "./wallet-words.ts";
import classes from "./Wallet.module.css";

const topics = ["wallets", "memberships", "payments", "clock"] as const;

export function WalletPanel({ householdId }: { readonly householdId: HouseholdId }) {
  const office = useOffice();
  const list = useQueryOf(office.wallets.ofHousehold, { householdId }, { topics, keepPrevious: true });
  const { money } = usePracticeFormat();
  const [open, setOpen] = useState<number | null>(null);
  const wallets = list.data?.wallets ?? [];
  const shown = wallets.find(({ membershipId }) => membershipId === open);
  if (wallets.length === 0) return null;
  return (
    <Panel title="Wallet">
      <ul className={classes["wallets"]} aria-label="Wallets">
        {wallets.map((wallet) => (
          <li key={wallet.membershipId}>
            <span>
              {wallet.patientName}, {wallet.planName}
              <span className={classes["quiet"]}>{stateWords(wallet)}</span>
            </span>
            <Button variant="subtle" size="compact-sm" onClick={() => setOpen(wallet.membershipId)} aria-label={`${formatMoney(wallet.leftCents, money, { withCurrency: true })} in the wallet of ${wallet.patientName}`}>
              <Money cents={wallet.leftCents} withCurrency />
            </Button>
            {wallet.lastOn !== null && wallet.leftCents > 0 && (
              <span className={classes["quiet"]}>
                until <DayText day={wallet.lastOn} as="short" />
              </span>
            )}
          </li>
        ))}
      </ul>
      {shown && <WalletDialog wallet={shown} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function stateWords({ isUsable, leftCents, lastOn }: WalletView): string {
  if (leftCents === 0) return lastOn === null ? " · empty" : " · ended";
  return isUsable ? "" : " · not to be spent today";
}

type Move = WalletView["moves"][number];

const columns: readonly DataColumn<Move>[] = [
  { id: "day", header: "Day", width: 116, kind: "day", sortBy: (move) => move.movedOn, cell: (move) => <DayText day={move.movedOn} as="short" /> },
  { id: "what", header: "What", width: 150, grow: 1, sortBy: (move) => moveWords[move.kind], cell: (move) => moveWords[move.kind] },
  { id: "paper", header: "Paper", width: 110, cell: (move) => <Paper move={move} /> },
  { id: "by", header: "By", width: 90, grow: 1, sortBy: (move) => move.by, cell: (move) => move.by },
  { id: "amount", header: "Amount", width: 96, kind: "money", sortBy: (move) => move.cents, cell: (move) => <Money cents={move.cents} /> },
];

function Paper({ move: { invoiceId, invoiceNumber, receiptNumber } }: { readonly move: Move }) {
  if (receiptNumber !== null) return <>Receipt {receiptNumber}</>;
  return invoiceId === null ? null : <Anchor href={hrefTo("/invoices/$invoiceId", { invoiceId })}>Invoice {invoiceNumber}</Anchor>;
}

function WalletDialog({ wallet, onClose }: { readonly wallet: WalletView; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} size="lg" title={`Wallet of ${wallet.patientName}`}>
      <p className={classes["quiet"]}>Dues are banked when they are paid; what is spent pays for services.</p>
      <DataTable
        tableId="wallet"
        frameless
        maxRows={8}
        count={wallet.moves.length}
        label={`Rows of the wallet of ${wallet.patientName}`}
        columns={columns}
        rows={wallet.moves}
        rowId={(move) => String(move.id)}
        rowLabel={(move) => moveWords[move.kind]}
        totals={{ amount: <Money cents={wallet.leftCents} /> }}
        empty={<EmptyState title="Nothing was banked yet">Dues are banked when they are paid.</EmptyState>}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Modal>
  );
}
