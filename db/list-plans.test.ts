/** UI-4: how SQLite answers the questions that the desk asks all day; none may walk or sort a growing table. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type MembershipId, type PatientId, type PaymentId } from "#domain/identity.ts";
import { accountBalance, findEntry } from "./ledger.ts";
import { findBillingStop, lastTrustedTime } from "./billing-stops.ts";
import { findLastRunDay, isBillingStopped, listRuns, listUnpaidDues } from "./billing-runs.ts";
import { Books, someDay } from "./books.fixture.ts";
import { householdCredit, listCreditsLeft, listCreditsOfPayment } from "./credits.ts";
import type { ReadableDb } from "./database.ts";
import { findKnownPatient, isChartNumberTaken } from "./imports/known.ts";
import { countStaged } from "./imports/staged.ts";
import { findInvoice, findStandingEntry, hasDuesCredited, hasLiveCharge, listAllocationsOfCredit, listAllocationsOfInvoice, listAllocationsOfPayment, listInvoiceLines, listOpenInvoices, listSettlements } from "./invoices.ts";
import { nextDrawSeq } from "./memberships/draw-invoices.ts";
import { countActivationsCharged, findActivationPaidOn, findHouseholdDrawDay, isOnPlan } from "./memberships/enrolment-facts.ts";
import { listPaidPeriods } from "./memberships/paid-periods.ts";
import { listPeriodsEndingAfter, listPeriodsFrom } from "./memberships/period-cuts.ts";
import { findCancellation, findMembership, listDrawsOn, listDueHouseholds, listDueMemberships, listHolds, listPeriods, listScheduleRecords, loadDrawFacts } from "./memberships/records.ts";
import { loadStandingFacts } from "./memberships/standing-sql.ts";
import { findPayment, listStandingEntries } from "./payments.ts";
import { findHouseholdDates } from "./people/chart.ts";
import { findHousehold } from "./people/household.ts";
import { findHistory, findHouseholdHistory, findRunningPlan, hasCard, householdReach, listHouseholdsPaidBy, listMembers } from "./people/members.ts";
import { findPatient } from "./people/patient.ts";
import { patientRows } from "./people/rows.ts";
import { findPersonRecord } from "./people/similar.ts";
import { listCreditEvents, listEndEvents, listEnrolments, listHoldEvents, listInvoiceEvents, listPaymentEvents, listSettlementEvents, listStatementEvents, listChangeEvents } from "./people/timeline.ts";
import { findRequest } from "./requests.ts";
import { findSession } from "./sessions.ts";
import { findStaffByUsername } from "./staff.ts";
import { listAccountEntries, listCharges, listOpenAmounts } from "./statements/ledger-lines.ts";
import { findReceipt, listReceiptLines } from "./statements/receipt-lines.ts";
import { listDocuments } from "./statements/records.ts";
import { plansOf } from "./testing.ts";
import { findNextDrawDay, sumTakenOn } from "./today.ts";

let books: Books;
beforeAll(() => {
  books = new Books();
  const family = books.family(["Rosa Lee", "Ben Lee"]);
  const plan = books.plan();
  books.membership(family.householdId, family.payer, plan);
  const invoiceId = books.invoice(family.householdId);
  books.pay(family.householdId, 6000, { applied: [[invoiceId, 100]] });
});
afterAll(() => books.dispose());

const household = asId<HouseholdId>(1);
const patient = asId<PatientId>(1);
const membership = asId<MembershipId>(1);
const invoice = asId<InvoiceId>(1);
const payment = asId<PaymentId>(1);
const chart = { patientId: patient, householdId: household, today: someDay };
const later = addDays(someDay, 400);

/** Tables that stay small in every practice: walking one costs nothing. */
const small = new Set(["practice", "plan", "plan_version", "staff", "billing_stop", "number_series", "n", "v", "plans", "training_clock"]);

const questions: readonly (readonly [name: string, ask: (db: ReadableDb) => unknown])[] = [
  ["findEntry", (db) => findEntry(db, asId(1))],
  ["accountBalance of a household", (db) => accountBalance(db, "receivable", household)],
  ["householdCredit", (db) => householdCredit(db, household)],
  ["listCreditsLeft", (db) => listCreditsLeft(db, household)],
  ["listCreditsOfPayment", (db) => listCreditsOfPayment(db, payment)],
  ["findInvoice", (db) => findInvoice(db, invoice)],
  ["listInvoiceLines", (db) => listInvoiceLines(db, invoice)],
  ["listOpenInvoices", (db) => listOpenInvoices(db, household)],
  ["listSettlements", (db) => listSettlements(db, invoice)],
  ["listAllocationsOfInvoice", (db) => listAllocationsOfInvoice(db, invoice)],
  ["listAllocationsOfPayment", (db) => listAllocationsOfPayment(db, payment)],
  ["listAllocationsOfCredit", (db) => listAllocationsOfCredit(db, asId(1))],
  ["findStandingEntry", (db) => findStandingEntry(db, invoice)],
  ["hasLiveCharge", (db) => hasLiveCharge(db, invoice)],
  ["hasDuesCredited", (db) => hasDuesCredited(db, invoice)],
  ["findPayment", (db) => findPayment(db, payment)],
  ["listStandingEntries", (db) => listStandingEntries(db, payment)],
  ["nextDrawSeq", (db) => nextDrawSeq(db, household, someDay)],
  ["findHouseholdDrawDay", (db) => findHouseholdDrawDay(db, household)],
  ["findActivationPaidOn", (db) => findActivationPaidOn(db, patient)],
  ["countActivationsCharged", (db) => countActivationsCharged(db, household, asId(1))],
  ["isOnPlan", (db) => isOnPlan(db, patient, asId(1), someDay)],
  ["listPaidPeriods", (db) => listPaidPeriods(db, membership)],
  ["listPeriodsEndingAfter", (db) => listPeriodsEndingAfter(db, membership, someDay)],
  ["listPeriodsFrom", (db) => listPeriodsFrom(db, membership, someDay)],
  ["findMembership", (db) => findMembership(db, membership)],
  ["listDueMemberships", (db) => listDueMemberships(db, household, later)],
  ["listDueHouseholds", (db) => listDueHouseholds(db, later, 0, 100)],
  ["listScheduleRecords", (db) => listScheduleRecords(db, membership)],
  ["listHolds", (db) => listHolds(db, membership)],
  ["findCancellation", (db) => findCancellation(db, membership)],
  ["loadDrawFacts", (db) => loadDrawFacts(db, membership)],
  ["listPeriods", (db) => listPeriods(db, membership)],
  ["listDrawsOn", (db) => listDrawsOn(db, someDay)],
  ["loadStandingFacts", (db) => loadStandingFacts(db, membership)],
  ["listUnpaidDues", (db) => listUnpaidDues(db, membership)],
  ["findHouseholdDates", (db) => findHouseholdDates(db, household, someDay)],
  ["findHousehold", (db) => findHousehold(db, household)],
  ["listMembers", (db) => listMembers(db, household)],
  ["householdReach", (db) => householdReach(db, household)],
  ["hasCard", (db) => hasCard(db, household)],
  ["listHouseholdsPaidBy", (db) => listHouseholdsPaidBy(db, patient)],
  ["findRunningPlan", (db) => findRunningPlan(db, patient)],
  ["findPatient", (db) => findPatient(db, patient)],
  ["patientRows", (db) => patientRows(db, [patient], someDay)],
  ["findPersonRecord", (db) => findPersonRecord(db, patient)],
  ["listInvoiceEvents", (db) => listInvoiceEvents(db, chart)],
  ["listPaymentEvents", (db) => listPaymentEvents(db, chart)],
  ["listSettlementEvents", (db) => listSettlementEvents(db, chart)],
  ["listCreditEvents", (db) => listCreditEvents(db, chart)],
  ["listStatementEvents", (db) => listStatementEvents(db, chart)],
  ["listEnrolments", (db) => listEnrolments(db, chart)],
  ["listHoldEvents", (db) => listHoldEvents(db, chart)],
  ["listEndEvents", (db) => listEndEvents(db, chart)],
  ["listChangeEvents", (db) => listChangeEvents(db, chart)],
  ["findRequest", (db) => findRequest(db, "x")],
  ["findSession", (db) => findSession(db, "x")],
  ["findStaffByUsername", (db) => findStaffByUsername(db, "x")],
  ["listAccountEntries", (db) => listAccountEntries(db, household, later)],
  ["listCharges", (db) => listCharges(db, invoice)],
  ["listOpenAmounts", (db) => listOpenAmounts(db, household)],
  ["findReceipt", (db) => findReceipt(db, payment)],
  ["listReceiptLines", (db) => listReceiptLines(db, payment)],
  ["listDocuments of a household", (db) => listDocuments(db, { householdId: household, kinds: [], text: "", fromAt: null, beforeAt: null }, { afterId: 1e9, descending: true, limit: 50 })],
  ["findNextDrawDay", (db) => findNextDrawDay(db, someDay)],
  ["sumTakenOn", (db) => sumTakenOn(db, someDay)],
  ["findBillingStop", findBillingStop],
  ["isBillingStopped", isBillingStopped],
  ["lastTrustedTime", lastTrustedTime],
  ["findLastRunDay", findLastRunDay],
  ["listRuns", (db) => listRuns(db, 1e9, 50)],
  ["findKnownPatient", (db) => findKnownPatient(db, "od", "1")],
  ["isChartNumberTaken", (db) => isChartNumberTaken(db, "1")],
  ["countStaged", (db) => countStaged(db, asId(1))],
];

/** A walk in the order of the row ids that stops at the first hits is no walk of the table. */
const stopsEarly = new Set(["listRuns", "findLastRunDay", "lastTrustedTime", "listDocuments of a household"]);

describe("UI-4 what is asked of one patient, household or invoice is found by an index", () => {
  test.each(questions)("%s", (name, ask) => {
    const steps = plansOf(books.db, (db) => {
      ask(db);
    });
    expect(steps.length).toBeGreaterThan(0);
    const walked = steps
      .map((step) => /^SCAN (\w+)/.exec(step)?.[1])
      .filter((table) => table !== undefined && !small.has(table) && table !== "CONSTANT" && table !== "asked");
    if (!stopsEarly.has(name)) expect({ walked, steps }).toEqual({ walked: [], steps });
  });

  test("what keeps a chart open is asked table by table, and stops at the first that does", () => {
    const asked = plansOf(books.db, (db) => {
      findHistory(db, patient);
      findHouseholdHistory(db, household);
    });
    expect(asked.length).toBeLessThan(6);
  });
});
