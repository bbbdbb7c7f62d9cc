/** The menu of one invoice in the tracker: every act there is, with the reason where one is not possible now (INV-4). */
import {
  IconBan,
  IconCash,
  IconCoins,
  IconDownload,
  IconFileInvoice,
  IconMailCheck,
  IconPrinter,
  IconUser,
} from "@tabler/icons-react";
import type { TrackerRow } from "#contract/invoices.ts";
import type { Permission } from "#domain/staff/permissions.ts";
import { hrefTo } from "../../app/address.ts";
import type { RowAction } from "../../kit/table/columns.ts";

export type RowDialog = "pay" | "credit" | "void";

export type RowDoings = {
  readonly open: (dialog: RowDialog) => void;
  readonly print: () => void;
  readonly save: () => void;
  readonly markSent: () => void;
};

/** What stands in the way of an act, said with the disabled item. */
function reason(text: string | null): { readonly unavailable?: string } {
  return text === null ? {} : { unavailable: text };
}

export function trackerRowActions(
  row: TrackerRow,
  may: (permission: Permission) => boolean,
  doings: RowDoings,
): readonly RowAction[] {
  const isVoid = row.status === "void";
  const isDraft = row.status === "draft";
  const owed = isVoid ? "It is void." : isDraft ? "It is a draft." : row.balanceCents > 0 ? null : "Nothing is owed on it.";
  const paper = isDraft ? "A draft has no number yet." : null;
  const actions: (RowAction | false)[] = [
    {
      id: "page",
      label: "Open on a page of its own",
      icon: IconFileInvoice,
      href: hrefTo("/invoices/$invoiceId", { invoiceId: row.invoiceId }),
    },
    row.patientId !== null && {
      id: "chart",
      label: "Open the chart",
      icon: IconUser,
      href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
    },
    may("payments.take") && {
      id: "pay",
      label: "Apply new payment…",
      icon: IconCash,
      run: () => doings.open("pay"),
      ...reason(owed),
    },
    may("payments.take") && {
      id: "credit",
      label: "Apply credit…",
      icon: IconCoins,
      run: () => doings.open("credit"),
      ...reason(owed),
    },
    { id: "print", label: "Print", icon: IconPrinter, run: doings.print, ...reason(paper) },
    { id: "save", label: "Export PDF", icon: IconDownload, run: doings.save, ...reason(paper) },
    may("statements.print") && {
      id: "sent",
      label: "Mark as sent by letter",
      icon: IconMailCheck,
      run: doings.markSent,
      ...reason(isVoid ? "It is void." : paper),
    },
    may("invoices.void") && {
      id: "void",
      label: "Void…",
      icon: IconBan,
      tone: "trouble",
      run: () => doings.open("void"),
      ...reason(isVoid ? "It is void already." : null),
    },
  ];
  return actions.filter((action) => action !== false);
}
