/** Agreement templates and their versions (MEM-8): what was signed keeps the version it was made from. */
import type { Instant } from "#domain/calendar.ts";
import type { TemplateText } from "#domain/agreements/agreement-text.ts";
import { asId, type AgreementTemplateId, type AgreementTemplateVersionId, type PlanId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type TemplateRow = TemplateText & {
  readonly templateId: AgreementTemplateId;
  readonly templateVersionId: AgreementTemplateVersionId;
  readonly version: number;
  readonly versionNumber: number;
  readonly retiredAt: Instant | null;
};

type Stored = Omit<TemplateRow, "notInsurance"> & { readonly notInsurance: 0 | 1 };

const latest = `select t.id as templateId, v.id as templateVersionId, t.name, t.version, v.number as versionNumber,
    v.body, v.not_insurance as notInsurance, v.disclosure, t.retired_at as retiredAt
  from agreement_template t join agreement_template_version v on v.template_id = t.id
  where v.number = (select max(number) from agreement_template_version where template_id = t.id)`;

/** Those in use first, by name. */
export function listTemplates(db: ReadableDb): TemplateRow[] {
  return db.all<Stored>(`${latest} order by t.retired_at is not null, t.name, t.id`).map(asRow);
}

export function findTemplate(db: ReadableDb, id: AgreementTemplateId): TemplateRow | undefined {
  const row = db.get<Stored>(`${latest} and t.id = ?`, id);
  return row && asRow(row);
}

export function findTemplateName(db: ReadableDb, id: AgreementTemplateId): string | undefined {
  return db.get<{ name: string }>("select name from agreement_template where id = ?", id)?.name;
}

export function insertTemplate(db: WritableDb, name: string, createdAt: Instant): AgreementTemplateId {
  return asId<AgreementTemplateId>(
    db.exec("insert into agreement_template (name, created_at) values (?, ?)", name, createdAt).id,
  );
}

export function insertTemplateVersion(
  db: WritableDb,
  version: {
    readonly templateId: AgreementTemplateId;
    readonly number: number;
    readonly text: TemplateText;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): AgreementTemplateVersionId {
  return asId<AgreementTemplateVersionId>(
    db.exec(
      `insert into agreement_template_version (template_id, number, body, not_insurance, disclosure, created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
      version.templateId,
      version.number,
      version.text.body,
      version.text.notInsurance ? 1 : 0,
      version.text.disclosure,
      version.createdBy,
      version.createdAt,
    ).id,
  );
}

export function renameTemplate(db: WritableDb, id: AgreementTemplateId, name: string): void {
  db.exec("update agreement_template set name = ?, version = version + 1 where id = ?", name, id);
}

export function retireTemplate(db: WritableDb, id: AgreementTemplateId, at: Instant): void {
  db.exec("update agreement_template set retired_at = ?, version = version + 1 where id = ?", at, id);
}

/** The plans whose newest terms are signed with a template, closed ones left out, by name. */
export function listPlansWithTemplate(db: ReadableDb, id: AgreementTemplateId): { planId: PlanId; name: string }[] {
  return db.all<{ planId: PlanId; name: string }>(
    `select p.id as planId, p.name from plan p join plan_version v on v.plan_id = p.id
     where v.number = (select max(number) from plan_version where plan_id = p.id) and p.state <> 'closed'
       and json_extract(v.terms, '$.agreementTemplateId') = ? order by p.name, p.id`,
    id,
  );
}

function asRow(row: Stored): TemplateRow {
  return { ...row, notInsurance: row.notInsurance === 1 };
}
