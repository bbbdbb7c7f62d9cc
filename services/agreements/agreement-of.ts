/** The agreement of one membership as it is signed (MEM-8): its text, what is agreed, and a hash over both. */
import { createHash } from "node:crypto";
import { findTemplate } from "#db/agreements/templates.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { hashedText, type Agreed } from "#domain/agreements/agreed.ts";
import { agreementText, checkTemplate, plainTemplate, type TemplateText } from "#domain/agreements/agreement-text.ts";
import { mergeFields, type MergeField, type MergeValues } from "#domain/agreements/merge-fields.ts";
import { periodWord } from "#domain/billing/explain.ts";
import { toDay, type Day, type PeriodMonths } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { asId, type AgreementTemplateId, type AgreementTemplateVersionId, type PlanVersionId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { planFacts } from "#domain/memberships/plan-words.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { moneyText } from "#domain/money-text.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../context.ts";

export type AgreementFor = {
  readonly terms: PlanTerms;
  readonly planVersionId: PlanVersionId;
  readonly patientName: string;
  readonly birthOn: Day | null;
  readonly payerName: string;
  readonly startOn: Day;
  readonly priceCents: Cents;
  readonly periodMonths: PeriodMonths;
  readonly drawDay: number;
  readonly today: Day;
};

export type Agreement = {
  readonly text: string;
  /** Who agreed to which plan at which prices, as JSON (`Agreed`). */
  readonly agreed: string;
  /** SHA-256 over the text and what was agreed, the plan's whole terms among it. */
  readonly fingerprint: string;
  readonly templateVersionId: AgreementTemplateVersionId | null;
};

/** Without a template the plan's own text is the agreement. */
export function agreementOf(db: ReadableDb, of: AgreementFor): Agreement {
  const { agreementTemplateId, agreementText: words } = of.terms;
  const template = agreementTemplateId === null ? undefined : findTemplate(db, asId<AgreementTemplateId>(agreementTemplateId));
  const text = template ? agreementText(template, valuesOf(db, of)) : words;
  const agreed = JSON.stringify(agreedOf(of));
  return {
    text,
    agreed,
    fingerprint: sha256(hashedText(text, agreed)),
    templateVersionId: template?.templateVersionId ?? null,
  };
}

function agreedOf(of: AgreementFor): Agreed {
  return {
    patientName: of.patientName,
    planName: of.terms.name,
    planVersionId: of.planVersionId,
    termsSha256: sha256(JSON.stringify(of.terms)),
    priceCents: of.priceCents,
    periodMonths: of.periodMonths,
    activationFeeCents: of.terms.activation.feeCents,
    startOn: of.startOn,
    drawDay: of.drawDay,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const sample: Omit<AgreementFor, "today" | "startOn"> = {
  terms: {
    ...plainTerms,
    name: "Adult membership",
    descriptor: "Two cleanings and two examinations a year.",
    activation: { ...plainTerms.activation, feeCents: toCents(9900) },
    benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year"), plainBenefit("exam", "Examinations", 2, "benefit_year")],
    discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 1500 } }],
    agreementText: "The plan’s own words stand here.",
  },
  planVersionId: asId<PlanVersionId>(1),
  patientName: "Sample Member",
  birthOn: toDay("1980-06-15"),
  payerName: "Sample Member",
  priceCents: toCents(3700),
  periodMonths: 1,
  drawDay: 5,
};

/** The text as a sample member would sign it. Refuses `agreement_template_wrong`. */
export function previewAgreement(cx: Cx, template: TemplateText): { text: string; fields: { name: MergeField; means: string }[] } {
  return look<{ text: string; fields: { name: MergeField; means: string }[] }>(cx, (db) => ({
    // A name is not needed to look at the text.
    text: agreementText(checkTemplate({ ...template, name: template.name.trim() || plainTemplate.name }), valuesOf(db, { ...sample, startOn: cx.today, today: cx.today })),
    fields: (Object.keys(mergeFields) as MergeField[]).map((name) => ({ name, means: mergeFields[name] })),
  }));
}

function valuesOf(db: ReadableDb, of: AgreementFor): MergeValues {
  const practice = findPractice(db);
  invariant(practice, "an open file belongs to a practice");
  const digits = currencyDigits(practice.currency) ?? 2;
  const facts = planFacts(of.terms, { plan: () => undefined, template: () => undefined, digits });
  const fact = (label: string): string => facts.find((one) => one.label === label)?.words ?? "";
  const listed = (start: string): string =>
    facts
      .filter(({ label }) => label.startsWith(start))
      .map(({ label, words }) => `• ${label.slice(start.length)}: ${words}`)
      .join("\n");
  return {
    "practice.name": practice.name,
    "practice.address": [practice.address_line1, practice.address_line2, practice.city, [practice.region, practice.postal_code].filter(Boolean).join(" ")]
      .filter((part) => part !== "")
      .join(", "),
    "practice.phone": practice.phone,
    "practice.state": practice.region,
    "patient.name": of.patientName,
    "patient.birthday": of.birthOn === null ? "" : dayText(of.birthOn),
    "payer.name": of.payerName,
    "plan.name": of.terms.name,
    "plan.sentence": of.terms.descriptor,
    "plan.benefits": listed("Benefit ") || "Nothing is counted.",
    "plan.discounts": listed("Discount on ") || "None.",
    "plan.commitment": fact("Commitment"),
    "plan.early_exit": fact("Leaving early"),
    "plan.words": of.terms.agreementText,
    "membership.start": dayText(of.startOn),
    "membership.price": `${moneyText(of.priceCents, digits)} a ${periodWord(of.periodMonths)}`,
    "membership.draw_day": `on day ${of.drawDay} of the month`,
    "membership.activation_fee": fact("Activation fee"),
    today: dayText(of.today),
  };
}
