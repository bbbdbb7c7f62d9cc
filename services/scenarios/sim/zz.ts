import { makeSimClub } from "./sim-club.ts";
import { simulate } from "./simulation.ts";
import { OfficeLife } from "./office-life.ts";
const club = makeSimClub(10);
let restored = false;
const orig = Object.getOwnPropertyDescriptor(OfficeLife.prototype, "isAlive");
let last: any;
const realKill = OfficeLife.prototype.kill;
await simulate({ club, seed: 1, days: 20, tell: (l) => { if (l.includes("BREACH") && last) { 
 console.log(l);
}}, onBreach: (db: any) => { for (const t of ["select id, invoice_id, household_id, state, origin, failure, payment_id, attempt_on, sent_at, epoch from charge_attempt where household_id = 3", "select * from billing_stop", "select id, household_id, draw_on, balance_cents, total_cents, voided_on, created_at from invoice where household_id = 3", "select id,at,action,subject,after from audit where at > '2026-03-14T08'"]) console.log(db.read((r: any) => r.all(t))); } } as any);
club.dispose();
