import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { rehearseRun } from "./rehearse.ts";
import { runBilling } from "./run.ts";
import { getToday, listToCollect } from "./today.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function member(last: string, over = {}) {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan: club.adult }], over);
  const [membershipId] = membershipIds;
  if (!membershipId) throw new Error("one membership");
  const card = () => club.db.read((r) => membershipCard(r, membershipId, club.today()));
  return { householdId, patientId, membershipId, card };
}

describe("BIL-1 the run", () => {
  test("BIL-1 it writes a report of what it made, and a second run the same day makes nothing", () => {
    member("Lee");
    member("Ortiz");
    const [report] = club.advanceTo("2026-12-05").slice(-1);
    expect(report).toMatchObject({
      todayOn: "2026-12-05",
      trigger: "training",
      invoicesMade: 2,
      linesMade: 2,
      totalCents: 7400,
      held: [],
    });
    for (let again = 0; again < 5; again += 1)
      expect(club.runNow()).toMatchObject({ invoicesMade: 0, totalCents: 0 });
  });

  test("BIL-1 a member who lapses today gets no period that begins on the lapse day", () => {
    club.dispose();
    club = openClub("2026-02-03");
    // Day 0 is 3 February; 28 days later, on 3 March, the membership lapses and its draw is not made.
    const { householdId } = member("Lee", { startOn: "2026-01-03" });
    const lee = club.invoices(householdId);
    expect(lee).toHaveLength(1);
    const second = member("Ortiz", { drawDay: 3 });
    club.advanceTo("2026-03-03");
    club.advanceTo("2026-03-31");
    expect(second.card()).toMatchObject({ standing: "lapsed" });
    expect(periodsOf(club, second.membershipId)).toEqual([
      "2026-02-03 2026-03-03 period 3700",
      "2026-03-03 2026-04-03 period 3700",
    ]);
  });
});

describe("BIL-2 making a period", () => {
  test("BIL-2 one invoice a household and draw day with a line for each membership", () => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })));
    club.advanceTo("2026-12-05");
    expect(club.invoices(householdId).filter((invoice) => invoice.kind === "draw")).toMatchObject([
      { drawOn: "2026-12-05", lines: 2, totalCents: 7400 },
    ]);
  });

  test("F-13 the database itself refuses the same obligation twice, and overlapping days", () => {
    const { membershipId, householdId } = member("Lee");
    const insert = (from: string, to: string) => () =>
      club.db.write((w) =>
        w.exec(
          `insert into period (membership_id, item, kind, from_on, to_on, charge_on, amount_cents, created_at)
           values (?, 'dues', 'period', ?, ?, ?, 3700, '2026-11-05T15:00:00.000Z')`,
          membershipId,
          from,
          to,
          from,
        ),
      );
    expect(insert("2026-11-05", "2026-12-05")).toThrow();
    expect(insert("2026-11-20", "2026-12-20")).toThrow("period overlaps");
    club.advanceTo("2026-12-05");
    expect(() =>
      club.db.write((w) =>
        w.exec(
          `insert into invoice (kind, household_id, bill_to, draw_on, invoiced_on, due_on, total_cents, balance_cents, created_at)
           values ('draw', ?, '[]', '2026-12-05', '2026-12-05', '2026-12-05', 1, 1, '2026-12-05T15:00:00.000Z')`,
          householdId,
        ),
      ),
    ).toThrow("UNIQUE");
  });

  test("F-10 the entry of a draw is receivable against deferred dues, effective on the draw day", () => {
    const { householdId } = member("Lee");
    club.advanceTo("2026-12-05");
    const entry = club.db.read((r) =>
      r.all(
        `select e.effective_on, p.account, p.amount_cents from entry e join posting p on p.entry_id = e.id
         where e.household_id = ? and e.effective_on = '2026-12-05' order by p.id`,
        householdId,
      ),
    );
    expect(entry).toEqual([
      { effective_on: "2026-12-05", account: "receivable", amount_cents: 3700 },
      { effective_on: "2026-12-05", account: "deferred_dues", amount_cents: -3700 },
    ]);
    expect(() => club.db.write((w) => w.exec("update entry set memo = 'x'"))).toThrow("append-only");
    expect(() => club.db.write((w) => w.exec("delete from posting"))).toThrow("append-only");
  });

  test("BIL-6 a household whose data is inconsistent is put aside and nobody else is held up", () => {
    const broken = member("Broken");
    const sound = member("Sound");
    // A row out of nowhere over the days to come: the overlap guard stops this household only.
    club.db.write((w) =>
      w.exec(
        `insert into period (membership_id, item, kind, from_on, to_on, charge_on, amount_cents, created_at)
         values (?, 'dues', 'period', '2026-12-20', '2027-01-20', '2026-12-20', 0, '2026-11-05T15:00:00.000Z')`,
        broken.membershipId,
      ),
    );
    const report = club.advanceTo("2026-12-05").at(-1);
    expect(report).toMatchObject({ invoicesMade: 1, held: [{ householdId: broken.householdId }] });
    expect(club.invoices(sound.householdId)).toHaveLength(2);
    expect(club.invoices(broken.householdId)).toHaveLength(1);
    expect(getToday(club.cx()).tasks).toMatchObject([{ kind: "needs_attention" }]);
    club.db.write((w) => w.exec("delete from period where from_on = '2026-12-20'"));
    expect(club.runNow()).toMatchObject({ invoicesMade: 1, held: [] });
    expect(getToday(club.cx()).tasks).toEqual([]);
  });

  test("BIL-3 days off are caught up, each with its own due day", () => {
    const { householdId } = member("Lee");
    // The computer was off until 20 January; the run that follows makes both draws.
    const report = runBilling({ ...club.cx(), today: toDay("2027-01-20") }, "start");
    expect(report).toMatchObject({ invoicesMade: 2 });
    expect(club.invoices(householdId).slice(1)).toMatchObject([
      { drawOn: "2026-12-05", invoicedOn: "2026-12-05" },
      { drawOn: "2027-01-05", invoicedOn: "2027-01-05" },
    ]);
  });

  test("INV-8 household credit pays the draw by itself", () => {
    const { householdId } = member("Lee");
    takeAtDesk(club.cx(), {
      householdId,
      tender: "cash",
      amountCents: toCents(5000),
      tenderedCents: null,
      reference: "",
      choices: null,
      note: "",
    });
    expect(club.advanceTo("2026-12-05").at(-1)).toMatchObject({ totalCents: 3700, creditUsedCents: 3700 });
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 1300 });
  });
});

describe("BIL-11, BIL-15 unpaid dues", () => {
  test("BIL-15 after 28 days the membership lapses and the unpaid month is written off", () => {
    const lee = member("Lee");
    club.advanceTo("2026-12-05");
    expect(lee.card().standing).toBe("active");
    club.advanceTo("2026-12-06");
    expect(lee.card().standing).toBe("past_due");
    club.advanceTo("2027-01-01");
    expect(lee.card().standing).toBe("past_due");
    expect(club.advanceTo("2027-01-02").at(-1)).toMatchObject({ lapsed: 1 });
    expect(lee.card()).toMatchObject({ standing: "lapsed", nextDrawOn: null });
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
    expect(club.advanceTo("2027-06-01").some((run) => run.invoicesMade > 0)).toBe(false);
  });

  test("BIL-15 under a commitment the unpaid month stays receivable", () => {
    const plan = club.plan({ name: "Year", commitmentPeriods: 12 });
    const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1980-01-01"]);
    club.enrol(householdId, [{ patientId: patientIds[0] as never, plan }]);
    club.advanceTo("2027-01-02");
    expect(club.balance(householdId).balanceCents).toBe(3700);
  });

  test("BIL-15 days the computer was off are not held against a patient", () => {
    const lee = member("Lee");
    const late = { ...club.cx(), today: toDay("2027-02-20"), now: "2027-02-20T15:00:00.000Z" as never };
    expect(runBilling(late, "start")).toMatchObject({ invoicesMade: 3, lapsed: 0 });
    expect(runBilling({ ...late, request: { id: "again", operation: "test" } }, "hourly")).toMatchObject({ lapsed: 0 });
    expect(club.balance(lee.householdId).balanceCents).toBe(3 * 3700);
  });
});

describe("BIL-18 what waits for the desk", () => {
  test("BIL-18 a manual payer's period waits in To collect from its day, and leaves it when it is paid", () => {
    const lee = member("Lee");
    club.advanceTo("2026-12-05");
    expect(getToday(club.cx()).toCollect).toMatchObject({
      count: 1,
      sumCents: 3700,
      groups: [
        { group: "manual_payer", count: 1, sumCents: 3700, oldestDueOn: "2026-12-05" },
        { group: "card_removed", count: 0 },
        { group: "card_declined", count: 0 },
      ],
    });
    club.advanceTo("2026-12-08");
    expect(listToCollect(club.cx(), { groups: [], limit: 10 }).rows).toMatchObject([
      { householdId: lee.householdId, daysWaiting: 3, balanceCents: 3700, group: "manual_payer" },
    ]);
    club.payAll(lee.householdId);
    expect(getToday(club.cx()).toCollect.count).toBe(0);
  });

  test("BIL-18 a household that pays by card falls into card removed or card declined", () => {
    const removed = member("Removed");
    const declined = member("Declined");
    club.db.write((w) => {
      w.exec("update household set pays_by = 'card' where id in (?, ?)", removed.householdId, declined.householdId);
      w.exec(
        `insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at)
         values (?, 'pm_1', 'visa', '4242', 4, 2030, '2026-11-05T15:00:00.000Z')`,
        declined.householdId,
      );
    });
    club.advanceTo("2026-12-05");
    const [, draw] = club.invoices(declined.householdId);
    club.db.write((w) =>
      w.exec(
        `insert into charge_attempt (id, invoice_id, card_id, amount_cents, ordinal, state, decline_kind, sent_at)
         select 'a1', ?, id, 3700, 1, 'declined', 'soft', '2026-12-05T15:00:00.000Z' from card`,
        draw?.invoiceId ?? 0,
      ),
    );
    expect(getToday(club.cx()).toCollect.groups.map((row) => [row.group, row.count])).toEqual([
      ["manual_payer", 0],
      ["card_removed", 1],
      ["card_declined", 1],
    ]);
  });
});

describe("BIL-4 the rehearsal", () => {
  test("BIL-4 it shows who, how much and why, changes nothing, and equals the run of that day", () => {
    const lee = member("Lee");
    const ortiz = member("Ortiz", { drawDay: 12 });
    const drawn: string[] = [];
    while (club.today() < "2027-02-12") {
      const tomorrow = addDays(club.today(), 1);
      const before = club.db.read((r) => r.all("select * from invoice"));
      const rehearsal = rehearseRun(club.cx(), tomorrow);
      expect(club.db.read((r) => r.all("select * from invoice"))).toEqual(before);
      const run = club.advanceTo(tomorrow).at(-1);
      expect(run).toMatchObject({ totalCents: rehearsal.totalCents, invoicesMade: rehearsal.rows.length });
      for (const row of rehearsal.rows) {
        const made = club.invoices(row.householdId).at(-1);
        expect(made).toMatchObject({ drawOn: row.drawOn, totalCents: row.cents, lines: row.draw.lines.length });
        expect(row.draw.lines[0]?.explain.rule).toBe("F-5");
        drawn.push(row.drawOn);
        club.payAll(row.householdId);
      }
    }
    expect(drawn).toEqual([
      "2026-11-12",
      "2026-12-05",
      "2026-12-12",
      "2027-01-05",
      "2027-01-12",
      "2027-02-05",
      "2027-02-12",
    ]);
    expect(lee.card().standing).toBe(ortiz.card().standing);
  });

  test("BIL-4 a day in the past cannot be rehearsed", () => {
    expect(() => rehearseRun(club.cx(), toDay("2026-11-04"))).toThrow(
      expect.objectContaining({ code: "rehearsal_day" }),
    );
  });
});

test("BIL-20 while billing is stopped the run makes nothing and says so by its empty report", () => {
  const { householdId } = member("Lee");
  club.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('restored', '2026-11-05T15:00:00.000Z')"));
  expect(club.advanceTo("2026-12-06").some((run) => run.invoicesMade > 0)).toBe(false);
  club.db.write((w) => w.exec("update billing_stop set lifted_at = '2026-12-06T15:00:00.000Z'"));
  expect(club.runNow()).toMatchObject({ invoicesMade: 1 });
  expect(club.invoices(householdId)).toHaveLength(2);
});
