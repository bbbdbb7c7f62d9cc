/** The reports of the office as the Reports page lists them; a new one is a line here. */
import { IconArrowsExchange, IconBuildingBank, IconCalendarDollar, IconFileSpreadsheet, IconGift, IconHourglass, type Icon } from "@tabler/icons-react";
import type { ScreenPath } from "../../app/address.ts";

export type ListedReport = {
  readonly path: ScreenPath;
  readonly title: string;
  /** What it answers, in the words of the desk. */
  readonly about: string;
  readonly icon: Icon;
};

export type ReportGroup = { readonly title: string; readonly reports: readonly ListedReport[] };

export const reportGroups: readonly ReportGroup[] = [
  {
    title: "Money owed",
    reports: [
      {
        path: "/reports/aging",
        title: "Aging of receivables",
        about: "Who owes what, and for how long, as of any day.",
        icon: IconHourglass,
      },
    ],
  },
  {
    title: "Members",
    reports: [
      {
        path: "/reports/benefit-use",
        title: "Use of benefits",
        about: "What was granted and used, by plan and member, and who used more than the dues came to.",
        icon: IconGift,
      },
    ],
  },
  {
    title: "Closing",
    reports: [
      {
        path: "/reports/day-sheet",
        title: "Day sheet",
        about: "Charges, payments and adjustments of any day, by provider and tender.",
        icon: IconFileSpreadsheet,
      },
      {
        path: "/reports/location-statement",
        title: "Location statement",
        about: "Members, dues, fees, refunds, disputes and payouts of any period, and whether they tie.",
        icon: IconBuildingBank,
      },
    ],
  },
  {
    title: "For the books",
    reports: [
      {
        path: "/reports/deferred-dues",
        title: "Deferred dues",
        about: "Dues for days that have not passed, and the month in which each is earned.",
        icon: IconCalendarDollar,
      },
      {
        path: "/reports/accounting",
        title: "Accounting export",
        about: "The journal of each day for QuickBooks or Xero, without patients' names.",
        icon: IconArrowsExchange,
      },
    ],
  },
];
