import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import { packageLimits, type PackageProblem } from "#domain/packages/check-package.ts";
import type { LineNotRedeemable, PackageRefusals } from "#domain/packages/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const packagesSentences: Sentences<PackageRefusals> = {
  package_wrong: ({ what }) => packageProblems[what],
  package_line_wrong: ({ line, what, priceCents }) => wrongLine[what](line, moneyText(priceCents)),
  package_name_taken: ({ name }) => `There is a package called ${name} already. Choose another name, or change that one.`,
  package_not_found: () => "This package is not in the catalogue any more. Look at the list again.",
  package_retired: ({ name }) => `${name} is not sold any more. Put it back on sale first, or sell another one.`,
  package_service_gone: ({ name }) => `A service of ${name} is not in the catalogue any more. Change the package's contents first.`,
  package_unit_worthless: ({ name }) =>
    `At today's list prices a use of ${name} would be worth nothing. Give each of its services a list price, then try again.`,
  package_sale_not_found: () => "This package is not there any more. Open the chart again.",
  package_cancelled: ({ name }) => `${name} was cancelled, so nothing of it can be used. Charge the service, or sell another package.`,
  package_expired: ({ name, on }) =>
    `${name} could be used until ${dayText(on as Day)}. Charge the service, or choose a service day before that.`,
  package_not_paid: ({ name, openCents }) =>
    `${moneyText(openCents)} of ${name} is still to be paid before this use. Take the payment first, then redeem.`,
  package_someone_elses: ({ name, owner }) =>
    `${name} belongs to ${owner} and is not shared. Transfer one use to this person first, or charge the service.`,
  package_used_up: ({ name }) => `Nothing is left of ${name}: its last use was redeemed, maybe at another desk just now. Look again, or charge the service.`,
  package_not_for_service: ({ name, service }) => `${name} is not for ${service}. Choose another package, or charge the service.`,
  receipt_incomplete: ({ what, name }) => incomplete[what](name),
  redeem_line_not_found: () => "This line is not on the invoice any more. Open the invoice again.",
  redeem_line_wrong: ({ why }) => lineProblems[why],
  redeem_not_there: () => "This was undone already. Open the invoice again.",
  package_refund_too_much: ({ leftCents }) => `At most ${moneyText(leftCents)} can go back: that is what was paid and not refunded. Enter that much or less.`,
  package_in_use: ({ name }) => `Something was paid or used of ${name}, so it is not deleted. Cancel it instead: the history stays.`,
  package_transfer_off: ({ name }) => `Uses of ${name} stay with who bought it: its receipts are for an insurer. Sell that person a package instead.`,
  package_transfer_household: ({ name }) => `${name} is in another household. Uses go to people of the same household only.`,
  package_transfer_same: ({ name }) => `${name} has it already. Choose somebody else.`,
  units_used_on_invoice: ({ number }) =>
    `Package uses or benefits were redeemed with invoice ${number}. Undo the redemption first, then change or void it.`,
  unit_payment_undo: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} is a package use, not money. Open its invoice and undo the redemption there.`,
  benefit_not_found: () => "This benefit is not there any more. Open the chart again.",
  benefit_used_up: ({ label }) => `All of ${label} is used for now. Charge the service, or look when the benefit is granted again.`,
  benefit_waiting: ({ label, on }) => `${label} can be used from ${dayText(on as Day)} on. Charge the service, or book it for that day.`,
  benefit_not_usable: ({ label }) =>
    `${label} cannot be used on this service day: the membership has not begun, rests or has ended. Check the day, or charge the service.`,
  benefit_not_for_service: ({ label, service }) => `${label} does not cover ${service}. Choose another benefit, or charge the service.`,
  benefit_someone_elses: ({ label }) => `${label} is another member's and is not shared. Charge the service.`,
};

/** What to mend in a package; the form shows them at the field (F-18). */
const packageProblems: Record<PackageProblem, string> = {
  name: `Give the package a name of at most ${packageLimits.name} characters.`,
  contents: `Choose at least one service, and at most ${packageLimits.services}.`,
  quantity: "Each service needs a whole number of uses, at least one.",
  too_many_units: `A package has at most ${packageLimits.units} uses. Make it smaller.`,
  same_service_twice: "One service is in it twice. Put its uses together on one line.",
  price: `A price is above zero and at most ${moneyText(packageLimits.priceCents)}.`,
  price_small: "Every use must be worth at least 0.01. Raise the price, or take uses out.",
  expiry_count: "Say after how many days, weeks or months it expires, at least one.",
  expiry_day: "The last day of use lies in the past. Choose today or later.",
  fee: "The fee that is kept at a refund is between 0 and the price.",
  tax_at_sale: "Several services are taxed when they are used, because they may bear different taxes. Choose “at each use”.",
  share_insurance: "A package with receipts for an insurer is one person's. Turn sharing off, or the receipts.",
};

const wrongLine: Record<PackageRefusals["package_line_wrong"]["what"], (line: number, price: string) => string> = {
  alone: (line) => `Line ${line} sells a package, and that needs an invoice of its own. Put the other lines on another invoice.`,
  name: (line) => `No package on sale is called as line ${line} says. Choose one from the list, or choose another kind of line.`,
  quantity: (line) => `Line ${line} sells one package. Sell the next one with an invoice of its own.`,
  price: (line, price) => `The package on line ${line} costs ${price}. Enter that price; what is less is a discount on the line.`,
};

const incomplete: Record<PackageRefusals["receipt_incomplete"]["what"], (name: string) => string> = {
  provider: (name) => `The insurer’s receipt says who gave ${name}. Choose the practitioner first.`,
  licence: (name) => `The insurer’s receipt needs the licence number of ${name}. Enter it in the schedule settings, then redeem.`,
  duration: (name) => `The insurer’s receipt says how long ${name} takes. Give the service its minutes, then redeem.`,
};

const lineProblems: Record<LineNotRedeemable, string> = {
  quantity: "This is used for one service at a time. Split the line into lines of one each, then redeem.",
  paid: "This line is paid for already. Take the payment back first, or redeem at the next visit.",
  no_service: "This line names no service of the catalogue, so no package fits. Choose the service on the line first.",
  redeemed: "Something was redeemed on this line already. Undo that first to redeem something else.",
  alone: "A package with receipts for an insurer needs an invoice for each visit alone. Redeem it from the chart instead.",
  kind: "Only services can be redeemed. Products, fees and dues are charged.",
};
