/** What the portal may show and take; without a row the defaults of the rule hold (PKG-4). */
import { defaultPortal, type PortalSettings } from "#domain/portal/settings.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type StoredPortal = { readonly version: number; readonly settings: PortalSettings };

type Row = { readonly version: number; readonly showBalances: 0 | 1; readonly buyPackages: 0 | 1; readonly redeem: 0 | 1; readonly joinRequests: 0 | 1 };

export function readPortal(db: ReadableDb): StoredPortal {
  const row = db.get<Row>(
    `select version, show_balances as showBalances, buy_packages as buyPackages, redeem, join_requests as joinRequests
     from portal_settings where id = 1`,
  );
  if (!row) return { version: 0, settings: defaultPortal };
  const { version, showBalances, buyPackages, redeem, joinRequests } = row;
  return {
    version,
    settings: { showBalances: showBalances === 1, buyPackages: buyPackages === 1, redeem: redeem === 1, joinRequests: joinRequests === 1 },
  };
}

export function putPortal(db: WritableDb, { version, settings }: StoredPortal): void {
  db.exec(
    `insert into portal_settings (id, version, show_balances, buy_packages, redeem, join_requests) values (1, ?, ?, ?, ?, ?)
     on conflict (id) do update set version = excluded.version, show_balances = excluded.show_balances,
       buy_packages = excluded.buy_packages, redeem = excluded.redeem, join_requests = excluded.join_requests`,
    version,
    settings.showBalances ? 1 : 0,
    settings.buyPackages ? 1 : 0,
    settings.redeem ? 1 : 0,
    settings.joinRequests ? 1 : 0,
  );
}
