/** What a counselling practice begins with (PPL-15): a session a month, and member prices for more. */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { plan, service, template, type StarterSet } from "./starter-set.ts";

const memberPrice = (code: string, price: number) => ({
  on: { kind: "service" as const, code },
  off: { kind: "member_price" as const, cents: toCents(price * 100) },
});

export const counselling: StarterSet = {
  specialty: "counselling",
  title: "Counselling",
  sentence: "Monthly and fortnightly session plans with member prices for further sessions, and 8 services.",
  services: [
    service("INTAKE", "First interview", "Sessions", 195, 75),
    service("IND-50", "Individual session, 50 minutes", "Sessions", 150, 50),
    service("IND-80", "Individual session, 80 minutes", "Sessions", 220, 80),
    service("COUPLE", "Couples session, 80 minutes", "Sessions", 235, 80),
    service("FAMILY", "Family session, 80 minutes", "Sessions", 235, 80),
    service("GROUP", "Group session, 90 minutes", "Groups", 60, 90),
    service("PHONE", "Telephone session, 25 minutes", "Sessions", 75, 25),
    service("LETTER", "Letter or form", "Paperwork", 45, null),
  ],
  plans: [
    plan("Monthly session", "One individual session a month; one that is not used stays for the next month.", { month: 135 }, {
      benefits: [
        plainBenefit("session", "Individual session", 1, "period", {
          scope: { kind: "services", codes: ["IND-50"] },
          rollover: { kind: "some", units: 1, months: 1 },
        }),
      ],
      discounts: [memberPrice("IND-50", 135), memberPrice("IND-80", 200), memberPrice("GROUP", 50)],
    }),
    plan("Steady", "Two individual sessions a month and one group session, at member prices beyond.", { month: 275, year: 3080 }, {
      commitmentPeriods: 3,
      benefits: [
        plainBenefit("session", "Individual sessions", 2, "period", { scope: { kind: "services", codes: ["IND-50"] } }),
        plainBenefit("group", "Group session", 1, "period", { scope: { kind: "services", codes: ["GROUP"] } }),
      ],
      discounts: [memberPrice("IND-50", 130), memberPrice("COUPLE", 210), memberPrice("FAMILY", 210), memberPrice("PHONE", 65)],
    }),
    plan("Couples", "One couples session a month for both, in the name of either.", { month: 205 }, {
      benefits: [
        plainBenefit("couple", "Couples session", 1, "period", {
          scope: { kind: "services", codes: ["COUPLE", "FAMILY"] },
          valueCapCents: toCents(23_500),
          shareable: true,
        }),
      ],
      discounts: [memberPrice("IND-50", 140)],
    }),
  ],
  template: template("Counselling membership agreement", "What is said in a session is confidential within the law. This agreement is about fees alone; consent to treatment is given separately."),
};
