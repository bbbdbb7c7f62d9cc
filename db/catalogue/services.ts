/** Services with their prices by effective day (PPL-9). */
import type { CatalogueKind, ServiceFacts } from "#domain/catalogue/service-check.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type ServiceId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, SqlValue, WritableDb } from "../database.ts";

export type ServiceRow = ServiceFacts & {
  readonly kind: CatalogueKind;
  readonly serviceId: ServiceId;
  readonly version: number;
  readonly active: boolean;
  /** The list price on the day asked for; null while its first price lies ahead. */
  readonly priceCents: Cents | null;
  /** The next change of price, if one is set. */
  readonly nextPriceOn: Day | null;
  readonly nextPriceCents: Cents | null;
};

type Stored = Omit<ServiceRow, "taxable" | "active"> & { readonly taxable: 0 | 1; readonly active: 0 | 1 };

const serviceRow = `select s.id as serviceId, s.kind, s.version, s.code, s.name, s.category, s.duration_minutes as durationMinutes,
    s.taxable, s.tax_rate_ppm as taxRatePpm, s.deactivated_at is null as active,
    (select p.price_cents from service_price p where p.service_id = s.id and p.replaced_at is null
      and p.effective_on <= t.day order by p.effective_on desc limit 1) as priceCents,
    n.effective_on as nextPriceOn, n.price_cents as nextPriceCents
  from (select ? as day) t join service s
    left join service_price n on n.service_id = s.id and n.replaced_at is null and n.effective_on =
      (select min(effective_on) from service_price where service_id = s.id and replaced_at is null and effective_on > t.day)`;

export const serviceSorts = ["code", "name", "category", "price", "duration"] as const;
export type ServiceSort = (typeof serviceSorts)[number];

export type ServiceFilter = {
  readonly text: string;
  readonly categories: readonly string[];
  readonly activity: "active" | "inactive" | "all";
  readonly sort: ServiceSort;
  readonly descending: boolean;
};

const sortColumns: Record<ServiceSort, string> = {
  code: "s.code",
  name: "s.name collate nocase",
  category: "s.category collate nocase",
  price: "priceCents",
  duration: "s.duration_minutes",
};

/** As many as there are: an office has hundreds of services, not thousands; at most `limit`. */
export function listServices(db: ReadableDb, on: Day, filter: ServiceFilter, limit: number): ServiceRow[] {
  const where: string[] = [];
  const values: SqlValue[] = [on];
  for (const word of filter.text.trim().split(/\s+/).filter(Boolean)) {
    where.push("(instr(lower(s.code), ?) > 0 or instr(lower(s.name), ?) > 0 or instr(lower(s.category), ?) > 0)");
    values.push(word.toLowerCase(), word.toLowerCase(), word.toLowerCase());
  }
  if (filter.categories.length > 0) {
    where.push(`s.category in (${filter.categories.map(() => "?").join(", ")})`);
    values.push(...filter.categories);
  }
  if (filter.activity !== "all") where.push(`s.deactivated_at is ${filter.activity === "active" ? "" : "not "}null`);
  const direction = filter.descending ? "desc" : "asc";
  return db
    .all<Stored>(
      `${serviceRow} ${where.length === 0 ? "" : `where ${where.join(" and ")}`}
       order by ${sortColumns[filter.sort]} ${direction}, s.code, s.id limit ?`,
      ...values,
      limit,
    )
    .map(asRow);
}

export function findService(db: ReadableDb, id: ServiceId, on: Day): ServiceRow | undefined {
  const row = db.get<Stored>(`${serviceRow} where s.id = ?`, on, id);
  return row && asRow(row);
}

/** Small and capital letters are the same code. */
export function findServiceByCode(db: ReadableDb, code: string, on: Day): ServiceRow | undefined {
  const row = db.get<Stored>(`${serviceRow} where s.code = ?`, on, code);
  return row && asRow(row);
}

export function listCategories(db: ReadableDb): string[] {
  return db
    .all<{ category: string }>("select distinct category from service order by category collate nocase, category")
    .map(({ category }) => category);
}

export function insertService(db: WritableDb, service: ServiceFacts, createdAt: Instant): ServiceId {
  return asId<ServiceId>(
    db.exec(
      `insert into service (kind, code, name, category, duration_minutes, taxable, tax_rate_ppm, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      service.kind ?? "service",
      service.code,
      service.name,
      service.category,
      service.durationMinutes,
      service.taxable ? 1 : 0,
      service.taxRatePpm,
      createdAt,
    ).id,
  );
}

export function updateService(db: WritableDb, id: ServiceId, service: ServiceFacts): void {
  db.exec(
    `update service set kind = coalesce(?, kind), code = ?, name = ?, category = ?, duration_minutes = ?, taxable = ?, tax_rate_ppm = ?,
       version = version + 1 where id = ?`,
    service.kind ?? null,
    service.code,
    service.name,
    service.category,
    service.durationMinutes,
    service.taxable ? 1 : 0,
    service.taxRatePpm,
    id,
  );
}

export function setDeactivated(db: WritableDb, id: ServiceId, at: Instant | null): void {
  db.exec("update service set deactivated_at = ?, version = version + 1 where id = ?", at, id);
}

export type ServicePriceRow = {
  readonly effectiveOn: Day;
  readonly priceCents: Cents;
  readonly createdAt: Instant;
  readonly createdBy: string | null;
};

/** Prices in force, past and ahead, the newest first. */
export function listPrices(db: ReadableDb, id: ServiceId): ServicePriceRow[] {
  return db.all<ServicePriceRow>(
    `select p.effective_on as effectiveOn, p.price_cents as priceCents, p.created_at as createdAt, s.name as createdBy
     from service_price p left join staff s on s.id = p.created_by
     where p.service_id = ? and p.replaced_at is null order by p.effective_on desc`,
    id,
  );
}

/** A price from a day on; one that was set for the same day gives way and stays in the file. */
export function insertPrice(
  db: WritableDb,
  price: {
    readonly serviceId: ServiceId;
    readonly effectiveOn: Day;
    readonly priceCents: Cents;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): void {
  db.exec(
    "update service_price set replaced_at = ? where service_id = ? and effective_on = ? and replaced_at is null",
    price.createdAt,
    price.serviceId,
    price.effectiveOn,
  );
  db.exec(
    "insert into service_price (service_id, effective_on, price_cents, created_by, created_at) values (?, ?, ?, ?, ?)",
    price.serviceId,
    price.effectiveOn,
    price.priceCents,
    price.createdBy,
    price.createdAt,
  );
}

function asRow(row: Stored): ServiceRow {
  return { ...row, taxable: row.taxable === 1, active: row.active === 1 };
}
