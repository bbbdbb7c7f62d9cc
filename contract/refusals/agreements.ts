import type { AgreementRefusals } from "#domain/agreements/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Day } from "#domain/calendar.ts";
import type { Sentences } from "./sentence.ts";

export const agreementsSentences: Sentences<AgreementRefusals> = {
  agreement_template_not_found: () => "This agreement is no longer there. Open the list of agreements again.",
  agreement_template_wrong: ({ what, field }) => {
    if (what === "field")
      return `{{${field}}} is not a field of an agreement. Choose one from the list beside the text, or take it out.`;
    if (what === "name") return "The agreement needs a name, so that plans can be given it.";
    if (what === "disclosure") return "Write the words your state asks for, or switch them off.";
    return "The agreement needs its text.";
  },
  agreement_template_in_use: ({ plans }) =>
    `${plans} uses this agreement. Give the plan another one first, then take this one out of use.`,
  agreement_not_open: () => "There is no unsigned agreement for this membership. Open the chart again to see it.",
  agreement_changed_meanwhile: ({ name }) =>
    `The agreement of ${name} has changed since it was shown. Read the new text, then sign again.`,
  signature_missing: () => "Nobody has signed yet. Sign on the screen, or choose another way to sign.",
  signature_wrong: ({ why }) => {
    if (why === "other_name") return "The typed name is not the signer’s. Type the full name exactly as it stands under Signed by.";
    if (why === "too_much") return "That is more than a signature. Clear it and sign again.";
    if (why === "off_sheet") return "The signature runs beyond the sheet. Clear it and sign again.";
    return "There is hardly anything drawn. Sign again, or type the name.";
  },
  scan_wrong: ({ why, megabytes }) => {
    switch (why) {
      case "empty":
        return "This file is empty. Scan the paper again.";
      case "too_large":
        return `A scan may have ${megabytes} MB. Scan again in grey at 300 dots an inch, or only the signed pages.`;
      case "kind":
        return "This is no PDF, PNG or JPEG, whatever its name says. Choose the scan itself.";
      case "cut_off":
        return "This file ends in the middle: it was not saved whole. Scan the paper again.";
      case "locked":
        return "This PDF is locked with a password. Save the scan without one.";
      case "unreadable":
        return "This picture cannot be read. Scan the paper again, as a PDF if you can.";
    }
  },
  signed_day_wrong: ({ todayOn }) =>
    `Paper is signed between the day it was printed and today, ${dayText(todayOn as Day)}. Choose such a day.`,
  agreement_not_on_paper: () =>
    "Only an agreement that was signed on paper takes a scan. One that was signed on the screen has its copy under Documents.",
};
