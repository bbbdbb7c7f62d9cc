/** What a massage or therapy practice begins with (PPL-15): a session a month that may be shared and kept. */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { fee, plan, product, service, template, type StarterSet } from "./starter-set.ts";

const memberPrice = (code: string, price: number) => ({
  on: { kind: "service" as const, code },
  off: { kind: "member_price" as const, cents: toCents(price * 100) },
});
const session = (key: string, label: string, quantity: number, codes: readonly string[]) =>
  plainBenefit(key, label, quantity, "period", {
    scope: { kind: "services", codes },
    rollover: { kind: "all", months: 12 },
    shareable: true,
  });

export const massage: StarterSet = {
  specialty: "massage",
  title: "Massage and therapy",
  sentence: "One or two sessions a month that are kept and shared at home, and 9 services.",
  services: [
    service("MT-30", "Massage, 30 minutes", "Massage", 60, 30),
    service("MT-60", "Massage, 60 minutes", "Massage", 105, 60),
    service("MT-90", "Massage, 90 minutes", "Massage", 145, 90),
    service("DEEP-60", "Deep tissue, 60 minutes", "Massage", 120, 60),
    service("PRE-60", "Prenatal massage, 60 minutes", "Massage", 110, 60),
    service("PT-EVAL", "Therapy evaluation", "Therapy", 165, 60),
    service("PT-VISIT", "Therapy session", "Therapy", 115, 45),
    service("CUP", "Cupping, added to a session", "Additions", 25, 15),
    product("OIL", "Massage oil, home size", 24),
  ],
  plans: [
    plan("One a month", "One 60-minute massage a month; what you do not use stays for a year and may be given to your family.", { month: 79, year: 869 }, {
      commitmentPeriods: 3,
      earlyExit: { kind: "fixed", cents: toCents(7900), waiverDays: 7 },
      benefits: [session("massage", "60-minute massage", 1, ["MT-60", "PRE-60"])],
      discounts: [memberPrice("MT-60", 85), memberPrice("MT-90", 119), memberPrice("DEEP-60", 99)],
    }),
    plan("Two a month", "Two 60-minute massages a month, shared at home if you like.", { month: 149 }, {
      householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(1500) } }] },
      activation: fee(0),
      benefits: [session("massage", "60-minute massage", 2, ["MT-60", "PRE-60", "DEEP-60"])],
      discounts: [memberPrice("MT-90", 115), { on: { kind: "category", category: "Additions" }, off: { kind: "percent", basisPoints: 5000 } }],
    }),
  ],
  template: template("Massage membership agreement", "A session that is missed without a day’s notice counts as used. Sessions have no cash value."),
};
