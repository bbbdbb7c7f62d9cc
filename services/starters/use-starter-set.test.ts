import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkTemplate } from "#domain/agreements/agreement-text.ts";
import { checkService } from "#domain/catalogue/service-check.ts";
import { checkPlanTerms } from "#domain/memberships/plan-check.ts";
import { specialties } from "#domain/starters/starter-set.ts";
import { starterSets } from "#domain/starters/starter-sets.ts";
import { listAgreementTemplates } from "../agreements/manage-templates.ts";
import { addService, listCatalogue, setServiceActive } from "../catalogue/manage-services.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { revisePlan, setPlanState } from "../plans/change-plan.ts";
import { previewYear } from "../plans/preview-year.ts";
import { listPlans } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { installStarterSet } from "./use-starter-set.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const services = () =>
  listCatalogue(club.cx(), { text: "", categories: [], activity: "all", sort: "code", descending: false }).rows;

describe.each(specialties)("PPL-15 the starter set for %s", (specialty) => {
  const set = starterSets[specialty];

  test("PPL-15 is right in every part: services, plans, agreement", () => {
    expect(set.specialty).toBe(specialty);
    for (const service of set.services) {
      expect(checkService(service)).toMatchObject({ code: service.code, name: service.name });
      expect(service.priceCents).toBeGreaterThan(0);
    }
    expect(new Set(set.services.map(({ code }) => code)).size).toBe(set.services.length);
    for (const { terms } of set.plans) expect(checkPlanTerms(terms)).toBe(terms);
    expect(checkTemplate(set.template)).toEqual(set.template);
    // The sentence on the card says how many services there are.
    expect(set.sentence).toContain(String(set.services.length));
  });

  test("PPL-15 its plans speak only of services and categories that are in it", () => {
    const codes = new Set(set.services.map(({ code }) => code));
    const categories = new Set(set.services.map(({ category }) => category));
    for (const { terms, ageOutToName } of set.plans) {
      for (const { scope } of terms.benefits) {
        if (scope.kind === "services") for (const code of scope.codes) expect(codes).toContain(code);
        if (scope.kind === "category") expect(categories).toContain(scope.category);
      }
      for (const { on } of terms.discounts) {
        if (on.kind === "service") expect(codes).toContain(on.code);
        if (on.kind === "category") expect(categories).toContain(on.category);
      }
      if (ageOutToName !== null) expect(set.plans.map((plan) => plan.terms.name)).toContain(ageOutToName);
      expect(ageOutToName !== null).toBe(terms.audience.maxAgeExclusive !== null);
    }
  });

  test("PPL-15 a member price is below the list price, and a benefit's cap is not below it", () => {
    const price = new Map(set.services.map(({ code, priceCents }) => [code, priceCents]));
    for (const { terms } of set.plans) {
      for (const { on, off } of terms.discounts)
        if (on.kind === "service" && off.kind === "member_price") expect(off.cents).toBeLessThan(price.get(on.code) ?? 0);
      for (const { scope, valueCapCents } of terms.benefits)
        if (valueCapCents !== null && scope.kind === "services")
          expect(valueCapCents).toBeGreaterThanOrEqual(Math.min(...scope.codes.map((code) => price.get(code) ?? 0)));
    }
  });

  test("PPL-15 is put in as drafts that can be sold after a look, and every value can be changed", () => {
    expect(installStarterSet(club.cx(), { specialty })).toEqual({ services: set.services.length, plans: set.plans.filter(({ terms }) => !["Adult", "Child"].includes(terms.name)).length, templates: 1 });
    expect(services()).toHaveLength(set.services.length);
    const made = listPlans(club.cx()).filter(({ state }) => state === "draft");
    for (const plan of made) {
      expect(plan.terms.agreementTemplateId).toBe(listAgreementTemplates(club.cx())[0]?.templateId);
      const revised = revisePlan(club.cx(), { planId: plan.planId, version: plan.version, terms: { ...plan.terms, name: `${plan.name} of ours` } });
      expect(setPlanState(club.cx(), { planId: plan.planId, version: revised.version, state: "on_sale" }).state).toBe("on_sale");
      const [price] = plan.terms.prices;
      expect(previewYear(club.cx(), { terms: plan.terms, periodMonths: price?.months ?? 1, members: 1, drawDay: null }).totalCents).toBeGreaterThan(0);
    }
    const first = services()[0];
    expect(first && setServiceActive(club.cx(), { serviceId: first.serviceId, version: first.version, active: false }).active).toBe(false);
  });

  test("PPL-15 a second time, and over what the office has of its own, it adds only what is missing", () => {
    const own = set.services[0];
    if (!own) throw new Error("a set has services");
    addService(club.cx(), { ...own, name: "Ours", priceCents: 1 as never });
    expect(installStarterSet(club.cx(), { specialty }).services).toBe(set.services.length - 1);
    expect(installStarterSet(club.cx(), { specialty })).toEqual({ services: 0, plans: 0, templates: 0 });
    expect(services().find(({ code }) => code === own.code)).toMatchObject({ name: "Ours", priceCents: 1 });
  });
});

test("PPL-15 in the dental set a child grows into the adult plan", () => {
  // The club sells plans of these names already: the set is put into an office without them.
  club.db.write((w) => w.exec("update plan set name = name || ' old'"));
  installStarterSet(club.cx(), { specialty: "dental" });
  const plans = listPlans(club.cx());
  const adult = plans.find(({ name }) => name === "Adult");
  expect(plans.find(({ name }) => name === "Child")?.terms.ageOutTo).toBe(adult?.planId);
});

test("PPL-15 a plan the office has under the same name in other letters is left as it is, and not made twice", () => {
  club.plan({ name: "gum CARE" });
  installStarterSet(club.cx(), { specialty: "dental" });
  expect(listPlans(club.cx()).filter(({ name }) => name.toLowerCase() === "gum care")).toMatchObject([{ name: "gum CARE", state: "on_sale" }]);
});
