/** What an aesthetics practice begins with (PPL-15): monthly treatments to choose from, and a wallet. */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { fee, plan, product, service, template, type StarterSet } from "./starter-set.ts";

const percentOff = (category: string, percent: number) => ({
  on: { kind: "category" as const, category },
  off: { kind: "percent" as const, basisPoints: percent * 100 },
});

export const aesthetics: StarterSet = {
  specialty: "aesthetics",
  title: "Aesthetics",
  sentence: "A monthly treatment to choose from, a plan that banks its dues, and 11 services and products.",
  services: [
    service("FACIAL", "Signature facial", "Facials", 145, 50),
    service("PEEL", "Light chemical peel", "Facials", 150, 30),
    service("DERMA", "Dermaplaning", "Facials", 125, 40),
    service("LED", "LED light session", "Facials", 65, 20),
    service("NEEDLE", "Microneedling, face", "Advanced", 325, 60),
    service("LASER-HR-S", "Laser hair removal, small area", "Laser", 125, 20),
    service("LASER-HR-L", "Laser hair removal, large area", "Laser", 350, 60),
    service("TOX-UNIT", "Wrinkle treatment, a unit", "Injectables", 14, null),
    service("FILLER", "Dermal filler, a syringe", "Injectables", 750, 45),
    service("CONSULT", "Consultation", "Consultations", 75, 30),
    product("SPF", "Daily sunscreen", 42),
  ],
  plans: [
    plan("Glow", "One treatment a month of your choice, and 10 % off everything else.", { month: 119, year: 1290 }, {
      audience: { minAge: 18, maxAgeExclusive: null },
      activation: fee(0),
      commitmentPeriods: 6,
      earlyExit: { kind: "fixed", cents: toCents(11_900), waiverDays: 14 },
      benefits: [
        plainBenefit("treatment", "Treatment of the month", 1, "period", {
          scope: { kind: "services", codes: ["FACIAL", "PEEL", "DERMA"] },
          rollover: { kind: "some", units: 2, months: 3 },
        }),
      ],
      discounts: [percentOff("Advanced", 10), percentOff("Laser", 10), percentOff("Products", 10)],
    }),
    plan("Beauty bank", "All dues are kept as money to spend on any treatment, at member prices.", { month: 99 }, {
      audience: { minAge: 18, maxAgeExclusive: null },
      wallet: { kind: "percent", basisPoints: 10_000 },
      discounts: [
        { on: { kind: "service", code: "TOX-UNIT" }, off: { kind: "member_price", cents: toCents(1150) } },
        percentOff("Injectables", 8),
        percentOff("Facials", 15),
        percentOff("Products", 10),
      ],
    }),
  ],
  template: template("Aesthetics membership agreement", "Every treatment needs its own consent. Treatments that are not suitable for you on the day may be exchanged for another of the plan."),
};
