/** The catalogue of services (PPL-9): add, edit, set a price from a day on, take out of use and back. */
import {
  findService,
  findServiceByCode,
  insertPrice,
  insertService,
  listCategories,
  listPrices,
  listServices,
  setDeactivated,
  updateService,
  type ServiceFilter,
  type ServicePriceRow,
  type ServiceRow,
} from "#db/catalogue/services.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { checkListPrice, checkService, type ServiceFacts } from "#domain/catalogue/service-check.ts";
import type { Day } from "#domain/calendar.ts";
import { csvAmount, csvText } from "#domain/exports/csv.ts";
import type { ServiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

/** More services than any office has. */
const mostServices = 5000;

export type ServiceList = { readonly rows: ServiceRow[]; readonly categories: string[] };

export function listCatalogue(cx: Cx, filter: ServiceFilter): ServiceList {
  return look<ServiceList>(cx, (db) => ({
    rows: listServices(db, cx.today, filter, mostServices),
    categories: listCategories(db),
  }));
}

/** Refuses `service_not_found`. */
export function pricesOfService(cx: Cx, serviceId: ServiceId): ServicePriceRow[] {
  return look<ServicePriceRow[]>(cx, (db) => {
    required(db, serviceId, cx.today);
    return listPrices(db, serviceId);
  });
}

/** Refuses `service_wrong` and `service_code_taken`. */
export function addService(cx: Cx, input: ServiceFacts & { readonly priceCents: Cents }): ServiceRow {
  return act<ServiceRow>(cx, (db) => addServiceWithin(cx, db, input));
}

export function addServiceWithin(cx: Work, db: WritableDb, input: ServiceFacts & { readonly priceCents: Cents }): ServiceRow {
  const service = checkService(input);
  const priceCents = checkListPrice(input.priceCents);
  refuseTakenCode(db, service.code, null, cx.today);
  const serviceId = insertService(db, service, cx.now);
  insertPrice(db, { serviceId, effectiveOn: cx.today, priceCents, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "service.added", `service/${serviceId}`, { after: { code: service.code, name: service.name, priceCents } });
  db.touch("services");
  return required(db, serviceId, cx.today);
}

/** Refuses `service_not_found`, `record_changed_meanwhile`, `service_wrong`, `service_code_taken`. */
export function editService(
  cx: Cx,
  input: ServiceFacts & { readonly serviceId: ServiceId; readonly version: number },
): ServiceRow {
  return act<ServiceRow>(cx, (db) => {
    const service = checkService(input);
    const before = requireUnchanged(db, input, cx.today);
    refuseTakenCode(db, service.code, input.serviceId, cx.today);
    updateService(db, input.serviceId, service);
    audit(cx, db, "service.edited", `service/${input.serviceId}`, { before: facts(before), after: facts(service) });
    db.touch("services");
    return required(db, input.serviceId, cx.today);
  });
}

/**
 * The list price from a day on; what was charged before keeps its price. Refuses `service_not_found`,
 * `service_wrong`, `service_price_past` and `service_price_same`.
 */
export function setServicePrice(
  cx: Cx,
  input: { readonly serviceId: ServiceId; readonly effectiveOn: Day; readonly priceCents: Cents },
): ServiceRow {
  return act<ServiceRow>(cx, (db) => {
    const priceCents = checkListPrice(input.priceCents);
    if (input.effectiveOn < cx.today) refuse("service_price_past", { earliestOn: cx.today });
    const then = required(db, input.serviceId, input.effectiveOn);
    if (then.priceCents === priceCents) refuse("service_price_same", { priceCents });
    insertPrice(db, { ...input, priceCents, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "service.priced", `service/${input.serviceId}`, {
      before: { priceCents: then.priceCents },
      after: { priceCents, effectiveOn: input.effectiveOn },
    });
    db.touch("services");
    return required(db, input.serviceId, cx.today);
  });
}

/** Taken out of use it stays on what was billed, and is offered no more. Refuses `service_not_found`, `record_changed_meanwhile`. */
export function setServiceActive(
  cx: Cx,
  input: { readonly serviceId: ServiceId; readonly version: number; readonly active: boolean },
): ServiceRow {
  return act<ServiceRow>(cx, (db) => {
    const before = requireUnchanged(db, input, cx.today);
    setDeactivated(db, input.serviceId, input.active ? null : cx.now);
    audit(cx, db, "service.state_changed", `service/${input.serviceId}`, {
      before: { active: before.active },
      after: { active: input.active },
    });
    db.touch("services");
    return required(db, input.serviceId, cx.today);
  });
}

export function exportServices(cx: Cx): string {
  return look<string>(cx, (db) =>
    csvText<ServiceRow>(
      [
        { header: "Code", cell: (row) => row.code },
        { header: "Name", cell: (row) => row.name },
        { header: "Category", cell: (row) => row.category },
        { header: "List price", cell: (row) => (row.priceCents === null ? "" : csvAmount(row.priceCents)) },
        { header: "Minutes", cell: (row) => row.durationMinutes },
        { header: "Taxable", cell: (row) => (row.taxable ? "yes" : "no") },
        { header: "Tax rate in percent", cell: (row) => (row.taxable ? row.taxRatePpm / 10_000 : "") },
        { header: "Active", cell: (row) => (row.active ? "yes" : "no") },
        { header: "Kind", cell: (row) => row.kind },
      ],
      listServices(db, cx.today, { text: "", categories: [], activity: "all", sort: "code", descending: false }, mostServices),
    ),
  );
}

function required(db: ReadableDb, id: ServiceId, on: Day): ServiceRow {
  return findService(db, id, on) ?? refuse("service_not_found", {});
}

function requireUnchanged(db: ReadableDb, input: { readonly serviceId: ServiceId; readonly version: number }, on: Day): ServiceRow {
  const row = required(db, input.serviceId, on);
  if (row.version !== input.version) refuse("record_changed_meanwhile", {});
  return row;
}

function refuseTakenCode(db: ReadableDb, code: string, except: ServiceId | null, on: Day): void {
  const other = findServiceByCode(db, code, on);
  if (other && other.serviceId !== except) refuse("service_code_taken", { code: other.code, name: other.name });
  invariant(code !== "", "the code was checked");
}

function facts({ kind, code, name, category, durationMinutes, taxable, taxRatePpm }: ServiceFacts) {
  return { ...(kind === undefined ? {} : { kind }), code, name, category, durationMinutes, taxable, taxRatePpm };
}
