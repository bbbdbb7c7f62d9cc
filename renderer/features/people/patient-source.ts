/** What the palette finds among people and invoices while somebody types (PPL-6). */
import { IconFileText, IconUser } from "@tabler/icons-react";
import type { MakeCommandSource } from "../../app/contributions.ts";
import { buildHref } from "../../app/address.ts";
import type { CommandItem } from "../../kit/commands/command-items.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { invoiceStatusLooks } from "../../kit/InvoiceStatusChip.tsx";
import { patientStatusLooks } from "./people-words.ts";

export const patientSource: MakeCommandSource = (office, { practice, session }) => ({
  id: "people",
  heading: practice.patientWord === "client" ? "Clients" : "Patients",
  find: async (text, signal) => {
    if (text.trim() === "" || !session.permissions.includes("patients.view")) return [];
    const found = await office.patients.search({ text: text.slice(0, 120), limit: 8 }, { signal });
    const money = {
      locale: practice.locale,
      currency: practice.currency,
      digits: practice.currencyDigits,
      negative: "minus",
    } as const;
    const people = found.patients.map<CommandItem>((row) => ({
      id: `patient-${row.patientId}`,
      label: row.name,
      detail: [
        row.birthOn === null ? "" : fullDay(row.birthOn, practice.locale),
        row.status === "active" ? row.phone : patientStatusLooks[row.status].word,
        row.balanceCents > 0 ? `owes ${formatMoney(row.balanceCents, money)}` : "",
      ]
        .filter((part) => part !== "")
        .join(" · "),
      icon: IconUser,
      href: buildHref("/patients/$patientId", { patientId: row.patientId }, {}),
    }));
    const invoices = found.invoices.map<CommandItem>((row) => ({
      id: `invoice-${row.invoiceId}`,
      label: `Invoice ${row.number}`,
      detail: `${row.payerName} · ${formatMoney(row.totalCents, money)} · ${invoiceStatusLooks[row.status].word}`,
      icon: IconFileText,
      href: buildHref("/invoices/$invoiceId", { invoiceId: row.invoiceId }, {}),
    }));
    // A number that is an invoice's was most likely meant so.
    return [...invoices, ...people];
  },
});
