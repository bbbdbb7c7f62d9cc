/** Wallets and rolled-over benefits agree with the ledger and with themselves (F-16, PKG-10, PKG-11). */
import { sqlCheck, type Check } from "./check.ts";

export const walletChecks: readonly Check[] = [
  {
    name: "What is owed for wallets is what is left of them",
    rows: (db) => db.get<{ n: number }>("select count(*) as n from wallet_move")?.n ?? 0,
    breaches: (db) => {
      const row = db.get<{ owed: number; left: number }>(
        `select (select -coalesce(sum(amount_cents), 0) from posting where account = 'wallet_liability') as owed,
           (select coalesce(sum(cents), 0) from wallet_move) as left`,
      );
      return row && row.owed !== row.left ? [{ what: `Owed are ${row.owed}, left are ${row.left}`, rowIds: [] }] : [];
    },
  },
  sqlCheck({
    name: "No wallet is spent beyond what was banked",
    table: "membership",
    find: "select membership_id as id from wallet_move group by membership_id having sum(cents) < 0",
    what: "More was taken from a wallet than was in it",
  }),
  sqlCheck({
    name: "No period banks more than its dues",
    table: "period",
    find: `select p.id from wallet_move w join period p on p.id = w.period_id group by p.id
      having sum(w.cents) < 0 or sum(w.cents) > max(p.amount_cents, 0)`,
    what: "More was banked of a period than its dues, or more taken back",
  }),
  sqlCheck({
    name: "Every payment from a wallet took its amount from one",
    table: "payment",
    find: `select y.id from payment y left join wallet_move w on w.payment_id = y.id where y.tender = 'wallet' or w.id is not null group by y.id
      having y.tender <> 'wallet' or -coalesce(sum(w.cents), 0) <> iif(y.reversed_on is null, y.amount_cents, 0)`,
    what: "A payment and what was taken from wallets for it do not agree",
  }),
  sqlCheck({
    name: "Units that rolled over come from a grant that lost them",
    table: "benefit_grant",
    find: `select g.id from benefit_grant g left join benefit_grant r on r.rolled_from = g.id group by g.id
      having g.rolled <> coalesce(sum(r.quantity), 0) or g.used + g.rolled + g.forfeited > g.quantity`,
    what: "Units of a benefit that ended were counted twice",
  }),
];
