/** Agreement templates: a change makes the next version, and what was signed keeps its own (MEM-8). */
import {
  findTemplate,
  insertTemplate,
  insertTemplateVersion,
  listPlansWithTemplate,
  listTemplates,
  renameTemplate,
  retireTemplate,
  type TemplateRow,
} from "#db/agreements/templates.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { checkTemplate, type TemplateText } from "#domain/agreements/agreement-text.ts";
import type { AgreementTemplateId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type TemplateView = TemplateRow & { readonly plans: string[] };

export function listAgreementTemplates(cx: Cx): TemplateView[] {
  return look<TemplateView[]>(cx, (db) => listTemplates(db).map((row) => view(db, row)));
}

/** Refuses `agreement_template_wrong`. */
export function addTemplate(cx: Cx, input: TemplateText): TemplateView {
  return act<TemplateView>(cx, (db) => addTemplateWithin(cx, db, input));
}

export function addTemplateWithin(cx: Cx, db: WritableDb, input: TemplateText): TemplateView {
  const text = checkTemplate(input);
  const templateId = insertTemplate(db, text.name, cx.now);
  insertTemplateVersion(db, { templateId, number: 1, text, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "agreement_template.added", `agreement_template/${templateId}`, { after: { name: text.name } });
  db.touch("agreements");
  return view(db, required(db, templateId));
}

/** The next version; signed agreements keep theirs. Refuses `agreement_template_not_found`, `record_changed_meanwhile`, `agreement_template_wrong`. */
export function reviseTemplate(
  cx: Cx,
  input: TemplateText & { readonly templateId: AgreementTemplateId; readonly version: number },
): TemplateView {
  return act<TemplateView>(cx, (db) => {
    const text = checkTemplate(input);
    const before = requireUnchanged(db, input);
    const number = before.versionNumber + 1;
    insertTemplateVersion(db, { templateId: input.templateId, number, text, createdBy: cx.actor.staffId, createdAt: cx.now });
    renameTemplate(db, input.templateId, text.name);
    audit(cx, db, "agreement_template.revised", `agreement_template/${input.templateId}`, {
      before: { name: before.name, versionNumber: before.versionNumber },
      after: { name: text.name, versionNumber: number },
    });
    db.touch("agreements", "plans");
    return view(db, required(db, input.templateId));
  });
}

/** No new plan is given it. Refuses `agreement_template_in_use` while a plan that can be sold is signed with it. */
export function retireAgreementTemplate(
  cx: Cx,
  input: { readonly templateId: AgreementTemplateId; readonly version: number },
): TemplateView {
  return act<TemplateView>(cx, (db) => {
    const before = requireUnchanged(db, input);
    const plans = listPlansWithTemplate(db, input.templateId);
    if (plans.length > 0)
      refuse("agreement_template_in_use", { plans: plans.map(({ name }) => name).join(" and ") });
    retireTemplate(db, input.templateId, cx.now);
    audit(cx, db, "agreement_template.retired", `agreement_template/${input.templateId}`, { before: { name: before.name } });
    db.touch("agreements");
    return view(db, required(db, input.templateId));
  });
}

function requireUnchanged(db: ReadableDb, input: { readonly templateId: AgreementTemplateId; readonly version: number }): TemplateRow {
  const row = required(db, input.templateId);
  if (row.retiredAt !== null) refuse("agreement_template_not_found", {});
  if (row.version !== input.version) refuse("record_changed_meanwhile", {});
  return row;
}

function required(db: ReadableDb, id: AgreementTemplateId): TemplateRow {
  return findTemplate(db, id) ?? refuse("agreement_template_not_found", {});
}

function view(db: ReadableDb, row: TemplateRow): TemplateView {
  return { ...row, plans: listPlansWithTemplate(db, row.templateId).map(({ name }) => name) };
}
