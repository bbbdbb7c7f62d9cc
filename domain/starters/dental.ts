/** What a general dental practice begins with (PPL-15). */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { fee, plan, service, template, type StarterSet } from "./starter-set.ts";

const yearly = (key: string, label: string, quantity: number, codes: readonly string[]) =>
  plainBenefit(key, label, quantity, "benefit_year", { scope: { kind: "services", codes } });
const family = {
  kind: "nth_member" as const,
  steps: [
    { nth: 2, off: { kind: "percent" as const, basisPoints: 500 } },
    { nth: 3, off: { kind: "percent" as const, basisPoints: 1000 } },
  ],
};
const off = (category: string, percent: number) => ({
  on: { kind: "category" as const, category },
  off: { kind: "percent" as const, basisPoints: percent * 100 },
});

export const dental: StarterSet = {
  specialty: "dental",
  title: "Dental",
  sentence: "Adult, child and gum care plans with cleanings, examinations and X-rays, and 13 services.",
  services: [
    service("EXAM", "Periodic examination", "Examinations", 65, 20),
    service("EXAM-NEW", "New patient examination", "Examinations", 98, 40),
    service("EXAM-URG", "Emergency examination", "Examinations", 89, 20),
    service("XRAY-BW", "Bitewing X-rays, four", "X-rays", 78, 15),
    service("XRAY-FULL", "Full set of X-rays", "X-rays", 155, 25),
    service("CLEAN", "Cleaning, adult", "Hygiene", 115, 50),
    service("CLEAN-CH", "Cleaning, child", "Hygiene", 82, 30),
    service("FLUOR", "Fluoride varnish", "Hygiene", 42, 10),
    service("PERIO", "Gum maintenance cleaning", "Hygiene", 165, 60),
    service("FILL-1", "Filling, one surface", "Restorations", 215, 40),
    service("CROWN", "Crown, ceramic", "Restorations", 1390, 90),
    service("EXTRACT", "Extraction", "Surgery", 245, 40),
    service("WHITE", "Whitening, take-home", "Cosmetic", 325, 30),
  ],
  plans: [
    plan("Adult", "Two cleanings, two examinations and a set of bitewing X-rays a year, and 15 % off other treatment.", { month: 37, year: 425 }, {
      audience: { minAge: 14, maxAgeExclusive: null },
      householdPricing: family,
      activation: fee(99, { includesFirstPeriod: true }),
      benefits: [
        yearly("cleaning", "Cleanings", 2, ["CLEAN"]),
        yearly("exam", "Examinations", 2, ["EXAM", "EXAM-NEW"]),
        yearly("xray", "Bitewing X-rays", 1, ["XRAY-BW"]),
        yearly("urgent", "Emergency examination", 1, ["EXAM-URG"]),
      ],
      discounts: [off("Restorations", 15), off("Surgery", 15), off("Cosmetic", 10)],
      waitingDays: 0,
    }),
    plan("Child", "Two cleanings with fluoride and two examinations a year, for under-14s.", { month: 25, year: 285 }, {
      audience: { minAge: null, maxAgeExclusive: 14 },
      householdPricing: family,
      activation: fee(49, { basis: "per_household_capped", cap: 2 }),
      benefits: [
        yearly("cleaning", "Cleanings", 2, ["CLEAN-CH"]),
        yearly("fluoride", "Fluoride", 2, ["FLUOR"]),
        yearly("exam", "Examinations", 2, ["EXAM", "EXAM-NEW"]),
      ],
      discounts: [off("Restorations", 15), off("Surgery", 15)],
    }, "Adult"),
    plan("Gum care", "Four maintenance cleanings and two examinations a year. Twelve months at least.", { month: 59 }, {
      audience: { minAge: 18, maxAgeExclusive: null },
      activation: fee(99),
      commitmentPeriods: 12,
      earlyExit: { kind: "claw_back" },
      benefits: [
        yearly("maintenance", "Maintenance cleanings", 4, ["PERIO"]),
        yearly("exam", "Examinations", 2, ["EXAM"]),
        plainBenefit("xray", "Bitewing X-rays", 1, "benefit_year", { scope: { kind: "services", codes: ["XRAY-BW"] }, valueCapCents: toCents(10_000) }),
      ],
      discounts: [off("Restorations", 15)],
    }),
  ],
  template: template("Dental membership agreement", "Treatment is planned with you at each visit; nothing in this agreement decides what care you need."),
};
