/** The menu of one invoice in the tracker: every act there is, with the reason where one is not possible now (INV-4). */
import {
  IconBan,
  IconBell,
  IconBellRinging,
  IconCalendarDollar,
  IconCash,
  IconCoins,
  IconDownload,
  IconEraser,
  IconFileInvoice,
  IconMail,
  IconMailCheck,
  IconPencil,
  IconPrinter,
  IconReceiptRefund,
  IconUser,
  IconWorldUpload,
} from "@tabler/icons-react";
import type { TrackerRow } from "#contract/invoices.ts";
import type { Permission } from "#domain/staff/permissions.ts";
import { hrefTo } from "../../app/address.ts";
import type { RowAction } from "../../kit/table/columns.ts";

export type RowDialog = "pay" | "credit" | "remind" | "note" | "plan" | "writeOff" | "void";

export type RowDoings = {
  readonly open: (dialog: RowDialog) => void;
  readonly print: () => void;
  readonly save: () => void;
  readonly mail: () => void;
  readonly markSent: () => void;
};

const noPortal = "The patient portal comes with the relay, which this practice does not use yet.";

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
  const gone = isVoid ? "It is void." : null;
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
    may("invoices.edit") && {
      id: "edit",
      label: isDraft ? "Edit and issue" : "Edit",
      icon: IconPencil,
      ...(isVoid ? {} : { href: hrefTo("/invoices/$invoiceId/edit", { invoiceId: row.invoiceId }) }),
      ...reason(gone),
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
      label: "Apply existing credit or payment…",
      icon: IconCoins,
      run: () => doings.open("credit"),
      ...reason(owed),
    },
    { id: "portal", label: "Send to the portal", icon: IconWorldUpload, unavailable: noPortal },
    { id: "notify", label: "Send and notify", icon: IconBell, unavailable: noPortal },
    may("statements.print") && { id: "email", label: "E-mail", icon: IconMail, run: doings.mail, ...reason(gone ?? paper) },
    { id: "print", label: "Print", icon: IconPrinter, run: doings.print, ...reason(paper) },
    { id: "save", label: "Export PDF", icon: IconDownload, run: doings.save, ...reason(paper) },
    may("invoices.edit") && {
      id: "remind",
      label: "Send reminder…",
      icon: IconBellRinging,
      run: () => doings.open("remind"),
      ...reason(owed),
    },
    may("statements.print") && {
      id: "sent",
      label: "Mark as sent by letter",
      icon: IconMailCheck,
      run: doings.markSent,
      ...reason(isVoid ? "It is void." : paper),
    },
    may("invoices.edit") && {
      id: "note",
      label: "Credit note…",
      icon: IconReceiptRefund,
      run: () => doings.open("note"),
      ...reason(gone ?? paper),
    },
    may("invoices.edit") && {
      id: "plan",
      label: "Payment plan…",
      icon: IconCalendarDollar,
      run: () => doings.open("plan"),
      ...reason(owed),
    },
    may("writeoffs.approve") && {
      id: "writeOff",
      label: "Write off…",
      icon: IconEraser,
      run: () => doings.open("writeOff"),
      ...reason(owed),
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
