/**
 * The floor of the billing run (B1, B2, B3): what one would write by hand with prepared statements
 * on the same driver, key and pragmas. It imports nothing of the application: no rules, no history,
 * no numbers in words, only rows that balance. `node billing.ts FOLDER batch|charge time|count MEMBERS`.
 */
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { report } from "../fresh-process.ts";
import { countWal } from "../wal-counters.ts";
import { householdsPerSlice, joinOn, key, membersOf, nextOn, priceCents, runOn } from "../billing/sizes.ts";

const schema = `
create table household (id integer primary key, name text not null, balance integer not null default 0) strict;
create table card (id integer primary key, household integer not null unique references household, token text not null) strict;
create table membership (id integer primary key, household integer not null references household,
  patient integer not null, price integer not null, draw_day integer not null, next_draw_on text not null) strict;
create index membership_household on membership (household);
create index membership_draw on membership (next_draw_on, household);
create table invoice (id integer primary key, number integer not null unique, household integer not null references household,
  draw_on text not null, due_on text not null, total integer not null, balance integer not null,
  bill_to text not null, issued_at text not null, unique (household, draw_on)) strict;
create table line (id integer primary key, invoice integer not null references invoice, position integer not null,
  membership integer not null references membership, patient integer not null, description text not null,
  from_on text not null, to_on text not null, net integer not null, unique (invoice, position)) strict;
create index line_membership on line (membership);
create table period (id integer primary key, membership integer not null references membership, from_on text not null,
  to_on text not null, amount integer not null, line integer not null references line, unique (membership, from_on)) strict;
create table entry (id integer primary key, kind text not null, household integer not null references household,
  invoice integer references invoice, effective_on text not null, entered_at text not null) strict;
create index entry_household on entry (household, effective_on);
create table posting (id integer primary key, entry integer not null references entry, account text not null,
  household integer, amount integer not null) strict;
create index posting_entry on posting (entry);
create table attempt (id text primary key, invoice integer not null references invoice, card integer not null references card,
  amount integer not null, state text not null, sent_at text not null, settled_at text) strict;
create unique index attempt_live on attempt (invoice) where state = 'sent';
create table payment (id integer primary key, number integer not null unique, household integer not null references household,
  attempt text not null unique references attempt, amount integer not null, received_on text not null) strict;
create table allocation (id integer primary key, payment integer not null references payment,
  invoice integer not null references invoice, amount integer not null) strict;
create index allocation_invoice on allocation (invoice);
`;

const [, , folder = "", work = "batch", mode = "time", count = ""] = process.argv;
const members = Number(count);
const path = join(folder, "floor.db");
const db = open();
fill();
if (mode === "count") db.pragma("wal_autocheckpoint = 0");
db.pragma("wal_checkpoint(TRUNCATE)");
const started = performance.now();
const households = bill();
if (work === "charge") charge();
const ms = performance.now() - started;
const counted = mode === "count" ? countWal(path) : { pages: 0, commits: 0 };
report({ ms, households, ...checked(), ...counted });
db.close();

function open() {
  const file = new Sqlite(path);
  file.pragma("cipher = 'chacha20'");
  file.pragma(`key = 'raw:${key.toString("hex")}'`);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "secure_delete = FAST"])
    file.pragma(pragma);
  file.pragma("foreign_keys = ON");
  file.pragma("temp_store = MEMORY");
  file.pragma("cache_size = -64000");
  file.pragma("mmap_size = 0");
  return file;
}

function fill(): void {
  db.exec(schema);
  const household = db.prepare("insert into household (name) values (?)");
  const card = db.prepare("insert into card (household, token) values (?, ?)");
  const membership = db.prepare(
    "insert into membership (household, patient, price, draw_day, next_draw_on) values (?, ?, ?, 1, ?)",
  );
  db.transaction(() => {
    let made = 0;
    for (let index = 0; made < members; index += 1) {
      const { lastInsertRowid } = household.run(`Family ${index}`);
      card.run(lastInsertRowid, `tok_${index}`);
      for (let n = Math.min(membersOf(index), members - made); n > 0; n -= 1)
        membership.run(lastInsertRowid, (made += 1), priceCents, runOn);
    }
  })();
}

function bill(): number {
  const due = db.prepare(
    "select distinct household from membership where next_draw_on <= ? and household > ? order by household limit ?",
  );
  const ofHousehold = db.prepare("select id, patient, price from membership where household = ? and next_draw_on <= ?");
  const invoice = db.prepare(
    `insert into invoice (number, household, draw_on, due_on, total, balance, bill_to, issued_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const line = db.prepare(
    `insert into line (invoice, position, membership, patient, description, from_on, to_on, net)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const period = db.prepare("insert into period (membership, from_on, to_on, amount, line) values (?, ?, ?, ?, ?)");
  const entry = db.prepare(
    "insert into entry (kind, household, invoice, effective_on, entered_at) values ('invoice', ?, ?, ?, ?)",
  );
  const posting = db.prepare("insert into posting (entry, account, household, amount) values (?, ?, ?, ?)");
  const owes = db.prepare("update household set balance = balance + ? where id = ?");
  const moved = db.prepare("update membership set next_draw_on = ? where id = ?");
  const at = `${runOn}T13:00:00.000Z`;
  let number = 0;
  let after = 0;
  for (;;) {
    const slice = due.all(runOn, after, householdsPerSlice) as { household: number }[];
    const last = slice.at(-1);
    if (!last) return number;
    db.transaction(() => {
      for (const { household } of slice) {
        const own = ofHousehold.all(household, runOn) as { id: number; patient: number; price: number }[];
        const total = own.reduce((sum, row) => sum + row.price, 0);
        number += 1;
        const id = invoice.run(number, household, runOn, runOn, total, total, "12 Elm St\nSalem MA 01970", at)
          .lastInsertRowid;
        own.forEach((row, index) => {
          const text = `Adult, ${runOn} to ${nextOn}`;
          const lineId = line.run(id, index + 1, row.id, row.patient, text, runOn, nextOn, row.price).lastInsertRowid;
          period.run(row.id, runOn, nextOn, row.price, lineId);
          moved.run(nextOn, row.id);
        });
        const entryId = entry.run(household, id, runOn, at).lastInsertRowid;
        posting.run(entryId, "receivable", household, total);
        posting.run(entryId, "deferred_dues", null, -total);
        owes.run(total, household);
      }
    })();
    after = last.household;
  }
}

/** One claim and one settlement for each invoice, each its own commit, with a processor that answers at once. */
function charge(): void {
  const open = db
    .prepare(
      `select i.id, i.household, i.balance, c.id as card from invoice i join card c on c.household = i.household
       where i.balance > 0 order by i.id`,
    )
    .all() as { id: number; household: number; balance: number; card: number }[];
  const balanceOf = db.prepare("select balance from invoice where id = ?");
  const claim = db.prepare(
    "insert into attempt (id, invoice, card, amount, state, sent_at) values (?, ?, ?, ?, 'sent', ?)",
  );
  const settle = db.prepare("update attempt set state = 'succeeded', settled_at = ? where id = ?");
  const payment = db.prepare(
    "insert into payment (number, household, attempt, amount, received_on) values (?, ?, ?, ?, ?)",
  );
  const allocation = db.prepare("insert into allocation (payment, invoice, amount) values (?, ?, ?)");
  const entry = db.prepare(
    "insert into entry (kind, household, invoice, effective_on, entered_at) values ('payment', ?, ?, ?, ?)",
  );
  const posting = db.prepare("insert into posting (entry, account, household, amount) values (?, ?, ?, ?)");
  const paid = db.prepare("update invoice set balance = balance - ? where id = ?");
  const owes = db.prepare("update household set balance = balance - ? where id = ?");
  const at = `${runOn}T13:00:00.000Z`;
  let number = 0;
  for (const row of open) {
    const id = `attempt-${row.id}`;
    const amount = db.transaction(() => {
      const { balance } = balanceOf.get(row.id) as { balance: number };
      claim.run(id, row.id, row.card, balance, at);
      return balance;
    })();
    db.transaction(() => {
      settle.run(at, id);
      const paymentId = payment.run((number += 1), row.household, id, amount, runOn).lastInsertRowid;
      allocation.run(paymentId, row.id, amount);
      const entryId = entry.run(row.household, row.id, runOn, at).lastInsertRowid;
      posting.run(entryId, "card_clearing", null, amount);
      posting.run(entryId, "receivable", row.household, -amount);
      paid.run(amount, row.id);
      owes.run(amount, row.household);
    })();
  }
}

/** The result is right before its time counts: every member once, and the books balance. */
function checked(): { members: number; totalCents: number } {
  const one = (text: string): number => Number(db.prepare(text).pluck().get());
  const billed = one(`select count(*) from period where from_on = '${runOn}' and from_on > '${joinOn}'`);
  if (billed !== members) throw new Error(`${billed} of ${members} members were billed`);
  if (one("select coalesce(sum(amount), 0) from posting") !== 0) throw new Error("the floor's books do not balance");
  const open = one("select coalesce(sum(balance), 0) from invoice");
  if ((work === "charge") !== (open === 0)) throw new Error("what is charged is paid, and nothing else");
  return { members: billed, totalCents: one("select sum(total) from invoice") };
}
