import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import type { Agreed } from "#domain/agreements/agreed.ts";
import { plainTemplate, type TemplateText } from "#domain/agreements/agreement-text.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { openClub, adultTerms, type Club } from "../memberships/club.fixture.ts";
import { revisePlan, setPlanState } from "../plans/change-plan.ts";
import { previewAgreement } from "./agreement-of.ts";
import { addTemplate, listAgreementTemplates, retireAgreementTemplate, reviseTemplate } from "./manage-templates.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => club.dispose());

const words = (over: Partial<TemplateText> = {}): TemplateText => ({ ...plainTemplate, ...over });
const add = (over: Partial<TemplateText> = {}) => addTemplate(club.cx(), words(over));
const stored = () =>
  club.db.read((r) =>
    r.all<{ text: string; agreed: string; text_hash: string; template_version_id: number | null; signed_on: string | null }>("select * from agreement order by id"),
  );

describe("MEM-8 templates", () => {
  test("MEM-8 a change makes the next version and keeps the one before", () => {
    const { templateId, version } = add();
    expect(reviseTemplate(club.cx(), { ...words({ body: "Shorter." }), templateId, version })).toMatchObject({ versionNumber: 2, body: "Shorter.", version: 2 });
    expect(club.db.read((r) => r.all<{ number: number }>("select number from agreement_template_version")).map(({ number }) => number)).toEqual([1, 2]);
    expect(refusalOf(() => reviseTemplate(club.cx(), { ...words(), templateId, version }))).toBe("record_changed_meanwhile");
    expect(refusalOf(() => reviseTemplate(club.cx(), { ...words(), templateId: 99 as never, version }))).toBe("agreement_template_not_found");
  });

  test.each<[over: Partial<TemplateText>, facts: object]>([
    [{ name: "  " }, { what: "name", field: "" }],
    [{ body: " \n " }, { what: "body", field: "" }],
    [{ body: "Dear {{patient.nickname}}" }, { what: "field", field: "patient.nickname" }],
    [{ disclosure: "In {{state}}" }, { what: "field", field: "state" }],
    [{ body: "Dear {{patient.name" }, { what: "field", field: "patient.name" }],
  ])("MEM-8 a template with %j is refused with the part to mend", (over, facts) => {
    expect(() => add(over)).toThrow(expect.objectContaining({ code: "agreement_template_wrong", facts }));
    expect(listAgreementTemplates(club.cx())).toEqual([]);
  });

  test("MEM-8 one that plans are signed with stays in use until they have another one", () => {
    const { templateId, version } = add();
    const plan = club.plan({ name: "Signed", agreementRequired: true, agreementTemplateId: templateId });
    expect(listAgreementTemplates(club.cx())).toMatchObject([{ plans: ["Signed"] }]);
    expect(() => retireAgreementTemplate(club.cx(), { templateId, version })).toThrow(
      expect.objectContaining({ code: "agreement_template_in_use", facts: { plans: "Signed" } }),
    );
    setPlanState(club.cx(), { planId: plan.planId, version: plan.version, state: "closed" });
    expect(retireAgreementTemplate(club.cx(), { templateId, version }).retiredAt).not.toBeNull();
    expect(refusalOf(() => retireAgreementTemplate(club.cx(), { templateId, version: 2 }))).toBe("agreement_template_not_found");
    // A retired one is given to no plan any more.
    expect(() => club.plan({ name: "Late", agreementTemplateId: templateId })).toThrow(
      expect.objectContaining({ code: "plan_terms_wrong", facts: { what: "agreement_template" } }),
    );
  });
});

describe("MEM-8 the text", () => {
  test("MEM-8 the preview is what a sample member would sign, with what is on by default", () => {
    const { text, fields } = previewAgreement(club.cx(), words({ name: "" }));
    expect(text).toContain("Membership agreement between Training practice");
    expect(text).toContain("Dues: 37.00 a month, drawn in advance on day 5 of the month");
    expect(text).toContain("• Cleanings: 2 a benefit year");
    expect(text).toContain("This is not insurance. This membership is an agreement between you and Training practice");
    expect(text).toContain("Disclosure for");
    expect(text).not.toMatch(/\{\{|\n{3}/);
    expect(fields.map(({ name }) => name)).toContain("plan.words");
    const bare = previewAgreement(club.cx(), words({ notInsurance: false, disclosure: "" })).text;
    expect(bare).not.toContain("not insurance");
    expect(bare).not.toContain("Disclosure");
  });

  test("MEM-8 enrolling stores the text with names and prices filled in, its version, and a hash over text and terms", () => {
    const { templateId, templateVersionId } = add();
    const plan = club.plan({
      name: "Signed",
      agreementRequired: true,
      agreementTemplateId: templateId,
      agreementText: "No-shows cost 25.00.",
      benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { valueCapCents: toCents(9000) })],
    });
    const { householdId, patientIds } = club.family("$& Lee", ["Rosa", "1980-06-15"]);
    club.enrol(householdId, [{ patientId: patientIds[0] ?? (0 as never), plan }], { agreement: "signed_on_paper" });
    const [row] = stored();
    expect(row?.text).toContain("and Rosa $& Lee.");
    expect(row?.text).toContain("• Cleanings: 2 a benefit year, at most 90.00 each");
    expect(row?.text).toContain("No-shows cost 25.00.");
    expect(row?.template_version_id).toBe(templateVersionId);
    const agreed = JSON.parse(row?.agreed ?? "{}") as Agreed;
    expect(agreed.termsSha256).toBe(createHash("sha256").update(JSON.stringify(plan.terms)).digest("hex"));
    expect(row?.text_hash).toBe(createHash("sha256").update(`${row?.text}\n${row?.agreed}`).digest("hex"));
    expect(row?.signed_on).toBe("2026-04-05");
  });

  test("MEM-8 a later version of the template leaves what was signed as it was", () => {
    const { templateId, version } = add();
    const plan = club.plan({ name: "Signed", agreementRequired: true, agreementTemplateId: templateId });
    const one = club.family("Lee", ["Rosa", "1980-06-15"]);
    club.enrol(one.householdId, [{ patientId: one.patientIds[0] ?? (0 as never), plan }], { agreement: "later" });
    const before = stored();
    reviseTemplate(club.cx(), { ...words({ body: "New words." }), templateId, version });
    expect(stored()).toEqual(before);
    const two = club.family("Ortiz", ["Ben", "1980-06-15"]);
    club.enrol(two.householdId, [{ patientId: two.patientIds[0] ?? (0 as never), plan }], { agreement: "later" });
    expect(stored()[1]?.text.startsWith("New words.")).toBe(true);
    expect(stored()[1]?.text_hash).not.toBe(before[0]?.text_hash);
  });

  test("MEM-8 other prices are another hash, though the words are the same", () => {
    const { templateId } = add({ body: "Yes.", notInsurance: false, disclosure: "" });
    const terms = { ...adultTerms, name: "Signed", agreementRequired: true, agreementTemplateId: templateId };
    const plan = club.plan(terms);
    const enrol = (last: string, sold: typeof plan) => {
      const { householdId, patientIds } = club.family(last, ["Rosa", "1980-06-15"]);
      club.enrol(householdId, [{ patientId: patientIds[0] ?? (0 as never), plan: sold }], { agreement: "later" });
    };
    enrol("Lee", plan);
    enrol("Ortiz", revisePlan(club.cx(), { planId: plan.planId, version: plan.version, terms: { ...terms, prices: [{ months: 1, priceCents: toCents(4900) }] } }));
    const [first, second] = stored();
    expect(first?.text).toBe(second?.text);
    expect(first?.text_hash).not.toBe(second?.text_hash);
  });

  test("MEM-8 without a template the plan's own text is the agreement", () => {
    const plan = club.plan({ name: "Own", agreementRequired: true, agreementText: "This is not insurance." });
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-06-15"]);
    club.enrol(householdId, [{ patientId: patientIds[0] ?? (0 as never), plan }], { agreement: "later" });
    expect(stored()).toMatchObject([
      { text: "This is not insurance.", template_version_id: null },
    ]);
  });
});
