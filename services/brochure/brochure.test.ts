/** Brochures from the plans on sale and the practice's own words (DOC-1, DOC-8). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDocument } from "#db/statements/records.ts";
import type { PlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { prepareBrochure, recordBrochure, type BrochureAsk } from "./prepare-brochure.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const ask = (planIds: readonly PlanId[], over: Partial<BrochureAsk> = {}): BrochureAsk => ({ planIds, language: "en", paper: "letter", ...over });
const prepare = (planIds: readonly PlanId[], over: Partial<BrochureAsk> = {}) => prepareBrochure(club.cx(), ask(planIds, over));
const practice = (columns: string) => club.db.write((db) => db.exec(`update practice set ${columns}`));
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
};

describe("DOC-1 what goes onto a brochure", () => {
  test("DOC-1 the plans chosen, in that order, with the terms of today", () => {
    const { plans } = prepare([club.child.planId, club.adult.planId]);
    expect(plans.map(({ name, prices }) => [name, prices[0]?.priceCents])).toEqual([
      ["Child", 2500],
      ["Adult", 3700],
    ]);
  });

  test("DOC-1 a plan that is not on sale, or is gone, is refused by name", () => {
    club.db.write((db) => db.exec("update plan set state = 'closed' where name = 'Child'"));
    expect(refusal(() => prepare([club.adult.planId, club.child.planId]))).toEqual({ code: "brochure_plan_not_sold", facts: { plan: "Child" } });
    expect(refusal(() => prepare([999 as PlanId]))).toEqual({ code: "brochure_plan_not_sold", facts: { plan: "One of the plans" } });
  });

  test("DOC-1 a discount on a code is told by the service’s name, in capitals or not; one that is gone by its code", () => {
    addService(club.cx(), { code: "CRN", name: "Crown, porcelain", category: "Restorative", durationMinutes: 60, taxable: false, taxRatePpm: 0, priceCents: toCents(120_000) });
    const percent = { kind: "percent", basisPoints: 1000 } as const;
    const plan = club.plan({ name: "Crowns", discounts: [{ on: { kind: "service", code: "crn" }, off: percent }, { on: { kind: "service", code: "GONE" }, off: percent }, { on: { kind: "all" }, off: percent }] });
    expect(prepare([plan.planId]).serviceNames).toEqual({ crn: "Crown, porcelain" });
  });

  test("DOC-8 the words that ship, in both languages, with the practice’s own name and number", () => {
    practice("phone = '(978) 555-0100'");
    const en = prepare([club.adult.planId]);
    expect(en.headline).toBe("Care you can plan on");
    expect(en.join).toContain("Ask at our front desk, or call (978) 555-0100.");
    expect(en.notInsurance.join(" ")).toContain("This is not insurance. It is a membership of Training practice");
    const es = prepare([club.adult.planId], { language: "es", paper: "a4" });
    expect(es.setup).toMatchObject({ paper: "a4" });
    expect(es.setup.locale).toMatch(/^es/);
    expect(es.notInsurance.join(" ")).toContain("Esto no es un seguro.");
  });

  test("DOC-8 a practice without a telephone asks nobody to call it", () => {
    expect(prepare([club.adult.planId]).join.join(" ")).not.toContain("call");
  });

  test("DOC-8 the practice’s own words take the place of those that ship", () => {
    club.db.write((db) => db.exec("insert into own_text (text_id, language, subject, body, created_at) values ('brochure.headline', 'en', '', 'Come on in', '2026-11-22T12:00:00.000Z')"));
    expect(prepare([club.adult.planId]).headline).toBe("Come on in");
    expect(prepare([club.adult.planId], { language: "es" }).headline).not.toBe("Come on in");
  });
});

describe("DOC-1 the code on the back", () => {
  const web = (address: string) => club.db.write((db) => db.exec("insert into own_text (text_id, language, subject, body, created_at) values ('brochure.web', 'en', '', ?, '2026-11-22T12:00:00.000Z')", address));

  test("DOC-1 a practice with neither a web address nor a telephone has none", () => {
    expect(prepare([club.adult.planId]).code).toBeNull();
    practice("phone = 'ask inside'");
    expect(prepare([club.adult.planId]).code).toBeNull();
  });

  test("DOC-1 the telephone, as telephones dial it", () => {
    practice("phone = '+1 (978) 555-0100'");
    expect(prepare([club.adult.planId]).code).toEqual({ kind: "phone", text: "tel:+19785550100", shown: "+1 (978) 555-0100" });
  });

  test.each([
    ["maple.example/plans", "https://maple.example/plans", "maple.example/plans"],
    ["https://maple.example", "https://maple.example", "maple.example"],
    ["HTTP://maple.example", "HTTP://maple.example", "maple.example"],
  ])("DOC-1 the web address %s before the telephone", (typed, text, shown) => {
    practice("phone = '(978) 555-0100'");
    web(typed);
    expect(prepare([club.adult.planId]).code).toEqual({ kind: "web", text, shown });
  });
});

test("DOC-2 a brochure is kept with the documents of the practice, once for a repeated click", () => {
  const data = prepare([club.adult.planId, club.child.planId]);
  const cx = club.cx();
  const file = { sha256: "ef".repeat(32), bytes: 10, pages: 2 };
  const { documentId } = recordBrochure(cx, data, file);
  expect(recordBrochure(cx, data, file)).toEqual({ documentId });
  expect(club.db.read((db) => findDocument(db, documentId))).toMatchObject({ kind: "brochure", householdId: null, title: "Brochure: Adult, Child" });
});
