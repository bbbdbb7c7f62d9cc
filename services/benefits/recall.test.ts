/** Whom to call about unused benefits, and what benefits cost (PKG-10). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listGrantsOn } from "#db/packages/benefits.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, MembershipId, PatientId, RecallCallId, ServiceId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { redeem, undoRedemption } from "../packages/redeem-any.ts";
import { readTasks } from "../plan-upkeep/tasks.ts";
import { reportMakers } from "../reports/makers.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { exportRecallCsv, markRecalled, recallList, undoRecalled } from "./recall.ts";
import type { BenefitUseAsk } from "./use-report.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let ben: PatientId;
let cleaning: ServiceId;
let ids: { readonly rosa: MembershipId; readonly ben: MembershipId };
beforeEach(() => {
  club = openClub("2026-01-05");
  const family = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
  ({ householdId } = family);
  [rosa, ben] = family.patientIds as [PatientId, PatientId];
  cleaning = addService(club.cx(), { code: "CLN", name: "Cleaning", category: "Hygiene", durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(12_000) }).serviceId;
  const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
  const plan = club.plan({
    name: "Smile",
    prices: [{ months: 12, priceCents: toCents(20_000) }],
    activation,
    benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { scope: { kind: "services", codes: ["CLN"] } }), plainBenefit("polish", "Polish", 1, "period")],
  });
  const [one, two] = club.enrol(householdId, [rosa, ben].map((patientId) => ({ patientId, plan, periodMonths: 12 as const }))).membershipIds;
  ids = { rosa: one!, ben: two! };
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function visit(patientId: PatientId): { invoiceId: InvoiceId; lineId: InvoiceLineId } {
  const { invoiceId } = issueTyped(club.cx(), {
    householdId,
    lines: [{ patientId, kind: "service", serviceId: cleaning, description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(12_000), taxRatePpm: 0 }],
    termsDays: 0,
  });
  return { invoiceId, lineId: club.db.read((r) => r.get<{ id: InvoiceLineId }>("select id from invoice_line where invoice_id = ?", invoiceId))!.id };
}

function use(patientId: PatientId) {
  const grant = club.db.read((r) => listGrantsOn(r, householdId, club.today())).find((one) => one.patientId === patientId && one.benefit === "cleaning")!;
  return redeem(club.cx(), { ...visit(patientId), use: { kind: "benefit", grantId: grant.grantId } });
}

const names = () => recallList(club.cx()).map(({ patientName, stage, isDue }) => `${patientName} ${stage}${isDue ? "" : " called"}`);
/** The year ends on 5 January. */
const daysBefore = (days: number) => club.sleepUntil(addDays(toDay("2027-01-05"), -days));
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("PKG-10 the recall list", () => {
  test("PKG-10 begins 120 days before the year ends, with what is left, by whom and until when", () => {
    daysBefore(121);
    expect(recallList(club.cx())).toEqual([]);
    use(rosa);
    daysBefore(120);
    expect(recallList(club.cx())).toMatchObject([
      { patientName: "Rosa Lee", planName: "Smile", unused: "Cleanings 1 of 2, Polish 1 of 1", units: 2, lastOn: "2027-01-04", days: 120, stage: 120, isDue: true, call: null },
      { patientName: "Ben Lee", unused: "Cleanings 2 of 2, Polish 1 of 1", units: 3 },
    ]);
  });

  test("PKG-10 who was called is called again at 60 and at 30, and a call can be taken back", () => {
    daysBefore(100);
    const { callId } = markRecalled(club.cx(), { membershipId: ids.rosa, note: " Will call back " });
    expect(names()).toEqual(["Ben Lee 120", "Rosa Lee 120 called"]);
    expect(recallList(club.cx())[1]?.call).toMatchObject({ calledOn: addDays(toDay("2027-01-05"), -100), note: "Will call back" });
    undoRecalled(club.cx(), { callId });
    expect(names()).toEqual(["Rosa Lee 120", "Ben Lee 120"]);
    expect(refusal(() => undoRecalled(club.cx(), { callId }))).toBe("recall_call_gone");
    markRecalled(club.cx(), { membershipId: ids.rosa, note: "" });
    daysBefore(60);
    expect(names()).toEqual(["Rosa Lee 60", "Ben Lee 60"]);
    markRecalled(club.cx(), { membershipId: ids.rosa, note: "" });
    daysBefore(31);
    expect(names()[1]).toBe("Rosa Lee 60 called");
    daysBefore(30);
    expect(names()[0]).toBe("Rosa Lee 30");
  });

  test("PKG-10 whoever has an appointment ahead is not on it, one that was missed or is over does not count", () => {
    daysBefore(90);
    const book = (patientId: PatientId, visitOn: string, state: string) =>
      club.db.write((w) => {
        w.exec("insert or ignore into staff (id, name, username, role, created_at) values (1, 'Ada', 'ada', 'owner', 'x')");
        w.exec("insert or ignore into provider (staff_id, position, created_at) values (1, 1, 'x')");
        w.exec(
          `insert into appointment (patient_id, provider_id, visit_on, from_minute, minutes, starts_at, ends_at, state, fee, created_at)
           values (?, 1, ?, 0, 30, ?, ?, ?, iif(? = 'no_show', 'none', null), 'x')`,
          patientId, visitOn, `${visitOn}T05:00:00.000Z`, `${visitOn}T05:30:00.000Z`, state, state,
        );
      });
    book(rosa, club.today(), "no_show");
    book(ben, addDays(club.today(), 30), "booked");
    expect(names()).toEqual(["Rosa Lee 120"]);
    expect(refusal(() => markRecalled(club.cx(), { membershipId: ids.ben, note: "" }))).toBe("recall_not_there");
    club.db.write((w) => w.exec("delete from appointment"));
  });

  test.each<[what: string, work: () => unknown]>([
    ["has used everything", () => { use(rosa); use(rosa); club.db.write((w) => w.exec("update benefit_grant set used = quantity where benefit = 'polish' and membership_id = ?", ids.rosa)); }],
    ["has died", () => club.db.write((w) => w.exec("update patient set status = 'deceased' where id = ?", rosa))],
    ["has left", () => cancelMembership(club.cx(), { membershipId: ids.rosa, when: "now", onDate: null, reasonCode: "other", reason: "Moves", payerPatientId: ben })],
    ["is no patient any more", () => club.db.write((w) => w.exec("update patient set status = 'inactive' where id = ?", rosa))],
  ])("PKG-10 nobody who %s is called", (_, work) => {
    daysBefore(90);
    work();
    expect(names()).toEqual(["Ben Lee 120"]);
  });

  test.each([
    ["has lapsed", "membership_lapse", "lapsed_on, unpaid_since_on, created_at", "?2, ?2, 'x'", ["Ben Lee 120"]],
    ["is on a pause", "membership_hold", "kind, from_on, until_on, reason, created_at", "'pause', ?2, '2027-01-01', '', 'x'", ["Ben Lee 120"]],
    ["is frozen until further notice", "membership_hold", "kind, from_on, until_on, reason, created_at", "'extend', ?2, null, '', 'x'", ["Ben Lee 120"]],
    ["pays nothing for a while", "membership_hold", "kind, from_on, until_on, reason, created_at", "'billing_only', ?2, '2027-01-01', '', 'x'", ["Rosa Lee 120", "Ben Lee 120"]],
    ["was frozen until today", "membership_hold", "kind, from_on, until_on, reason, created_at", "'pause', '2026-09-01', ?2, '', 'x'", ["Rosa Lee 120", "Ben Lee 120"]],
  ])("PKG-10 whether a member who %s is called follows the benefits", (_, table, columns, values, called) => {
    daysBefore(90);
    // The row alone, for as long as it is looked at: what a hold or a lapse does besides has stories of its own.
    const texts = values.replaceAll("?2", `'${club.today()}'`);
    club.db.write((w) => w.exec(`insert into ${table} (membership_id, ${columns}) values (?, ${texts})`, ids.rosa));
    expect(names()).toEqual(called);
    club.db.write((w) => w.exec(`delete from ${table}`));
  });

  test("PKG-10 an undone use is to be called about again, and after the year nobody is", () => {
    daysBefore(50);
    const first = use(ben);
    use(ben);
    expect(recallList(club.cx())[1]).toMatchObject({ unused: "Polish 1 of 1" });
    undoRedemption(club.cx(), { use: first.undo });
    expect(recallList(club.cx())[1]).toMatchObject({ unused: "Cleanings 1 of 2, Polish 1 of 1" });
    daysBefore(0);
    expect(names()).toEqual([]);
    club.runNow();
  });

  test("PKG-10 Today says how many are to be called, until they are", () => {
    const task = () => club.db.read((r) => readTasks(r, club.today()) as never as { kind: string; title: string; onDay: string }[]).filter(({ kind }) => kind === "benefits_unused");
    expect(task()).toEqual([]);
    daysBefore(90);
    expect(task()).toMatchObject([{ title: "2 members to call", onDay: "2027-01-04" }]);
    for (const membershipId of [ids.rosa, ids.ben]) markRecalled(club.cx(), { membershipId, note: "" });
    expect(task()).toEqual([]);
  });

  test("PKG-10 as a file: a head and a line each, in the order of the list", () => {
    daysBefore(90);
    markRecalled(club.cx(), { membershipId: ids.rosa, note: "Voicemail" });
    const lines = exportRecallCsv(club.cx()).trim().split(/\r?\n/);
    expect(lines[0]).toContain("Patient,Phone,Plan,Unused,Usable until");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["Ben Lee", "Rosa Lee"]);
    expect(lines[2]).toContain("Voicemail");
  });

  test("PKG-10 a call of nobody, and one that is not there, are refused", () => {
    expect(refusal(() => markRecalled(club.cx(), { membershipId: ids.rosa, note: "" }))).toBe("recall_not_there");
    expect(refusal(() => undoRecalled(club.cx(), { callId: 99 as RecallCallId }))).toBe("recall_call_gone");
  });
});

describe("PKG-10 what benefits cost", () => {
  const ask = (over: Partial<BenefitUseAsk> = {}): BenefitUseAsk => ({ report: "benefit-use", from: toDay("2026-01-01"), to: club.today(), by: "plan", ...over });
  const make = (over: Partial<BenefitUseAsk> = {}) => {
    const cx = club.cx();
    let sheet: ReturnType<(typeof reportMakers)["benefit-use"]["make"]> | undefined;
    club.db.read((r) => void (sheet = reportMakers["benefit-use"].make(cx, r, ask(over), 100)));
    return sheet!;
  };
  const open = (sectionId: string, rowKey: string | null) => {
    const cx = club.cx();
    let rows: readonly { readonly cells: readonly unknown[] }[] = [];
    club.db.read((r) => void ({ rows } = reportMakers["benefit-use"].open(cx, r, ask(), { sectionId, rowKey, columnId: "used" }, 100).sections[0]!));
    return rows.map(({ cells }) => cells);
  };

  test("PKG-10 utilisation by plan: six units granted, three used, at list price against the dues", () => {
    use(rosa);
    use(rosa);
    use(ben);
    const [plans] = make().sections;
    expect(plans?.rows.map(({ cells }) => cells)).toEqual([["Smile", 2, 6, 3, 50, 36_000, 40_000, -4000]]);
    expect(plans?.totals).toEqual([null, 2, 6, 3, 50, 36_000, 40_000, -4000]);
  });

  test("PKG-10 by member, and who used more than the dues: 240.00 against 200.00 is 40.00 at a loss", () => {
    use(rosa);
    use(rosa);
    use(ben);
    const [members, loss] = make({ by: "member" }).sections;
    expect(members?.rows.map(({ cells }) => cells)).toEqual([
      ["Rosa Lee", "Smile", 3, 2, 67, 24_000, 20_000, 4000],
      ["Ben Lee", "Smile", 3, 1, 33, 12_000, 20_000, -8000],
    ].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))));
    expect(loss?.rows.map(({ cells }) => cells)).toEqual([["Rosa Lee", "Smile", 3, 2, 67, 24_000, 20_000, 4000]]);
    expect(open("loss", null)).toHaveLength(2);
    expect(open("members", String(ids.ben))).toEqual([["2026-01-05", "Ben Lee", "Cleanings", "Cleaning", 12_000, 12_000]]);
    expect(open("plans", null)).toHaveLength(3);
  });

  test("PKG-10 what was undone was not used, other days are not counted, and an unknown row is refused", () => {
    const { undo } = use(rosa);
    undoRedemption(club.cx(), { use: undo });
    expect(make().sections[0]?.rows[0]?.cells.slice(3, 6)).toEqual([0, 0, 0]);
    club.sleepUntil("2026-02-01");
    expect(make({ from: toDay("2026-01-10") }).sections[0]?.rows[0]?.cells.slice(5)).toEqual([0, 0, 0]);
    for (const at of [["none", null], ["plans", "x"]] as const) expect(refusal(() => open(at[0], at[1]))).toBe("report_row_unknown");
  });
});
