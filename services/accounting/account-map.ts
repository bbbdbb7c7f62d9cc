/** The account map of the practice (INV-16): shown with what each account holds, changed one account at a time. */
import type { ReadableDb } from "#db/database.ts";
import { listMapped, putMapped } from "#db/reports/accounting.ts";
import { accountDefaults, mapOf, type AccountAbout } from "#domain/accounting/account-map.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type MapRow = AccountAbout & { readonly account: Account; readonly isDefault: boolean };

export function viewAccountMap(cx: Cx): MapRow[] {
  return look<MapRow[]>(cx, readAccountMap);
}

export function readAccountMap(db: ReadableDb): MapRow[] {
  const chosen = listMapped(db);
  const map = mapOf(chosen);
  return (Object.keys(accountDefaults) as Account[]).map((account) => ({
    ...accountDefaults[account],
    ...map[account],
    account,
    isDefault: !chosen.has(account),
  }));
}

export type AccountToMap = { readonly account: string; readonly name: string; readonly number: string };

/** Refuses `accounting_account_unknown`. */
export function mapAccount(cx: Cx, { account, name, number }: AccountToMap): { account: string } {
  return act<{ account: string }>(cx, (db) => {
    if (!isAccount(account)) refuse("accounting_account_unknown", {});
    const before = mapOf(listMapped(db))[account];
    const after = { name: name.trim(), number: number.trim() };
    putMapped(db, { account, ...after, changedBy: cx.actor.staffId, changedAt: cx.now });
    audit(cx, db, "account.mapped", `account/${account}`, { before: { ...before }, after });
    db.touch("accounting");
    return { account };
  });
}

function isAccount(text: string): text is Account {
  return Object.hasOwn(accountDefaults, text);
}
