/** A new price is asked only of whom was told in time, and at the price that was told (MEM-17, F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const planChecks: readonly Check[] = [
  sqlCheck({
    name: "Every new price was told in time",
    table: "price_rise_member",
    find: `select x.id from price_rise_member x join price_rise r on r.id = x.rise_id
      left join notice n on n.id = x.notice_id
      where x.took_effect_on is not null
        and (n.told_on is null or date(n.told_on, '+' || r.notice_days || ' days') > x.took_effect_on)`,
    what: "A price rose for a member whose letter did not go out in time",
  }),
  sqlCheck({
    name: "Every new price is the one that was told",
    table: "price_rise_member",
    find: `select x.id from price_rise_member x
      where x.took_effect_on is not null and not exists (
        select 1 from membership_schedule s
        where s.membership_id = x.membership_id and s.anchor_on = x.took_effect_on and s.price_cents = x.new_cents)`,
    what: "A price rise and the member's schedule do not agree",
  }),
];
