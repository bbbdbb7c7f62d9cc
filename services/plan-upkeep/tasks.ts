/**
 * What waits for a person on Today (UI-2), derived from the records each time (F-12): so a task is gone
 * in the moment in which its cause is.
 */
import type { ReadableDb } from "#db/database.ts";
import { listNobodysCharges } from "#db/charging/nobodys.ts";
import { listPortalRequests } from "#db/portal/requests.ts";
import { countPriceLetters } from "#db/plan-upkeep/price-rises.ts";
import { listPaidUpWithoutCard } from "#db/plan-upkeep/renewals.ts";
import { listStoredTasks, mostTasks, type TaskRow } from "#db/today.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { taskKinds, type TaskKind } from "#domain/plan-upkeep/task-kinds.ts";
import { renewalNoticeDays } from "#domain/memberships/renewal.ts";
import { readRecall } from "../benefits/recall.ts";
import { ageOutTaskThrough, readAgeOuts, type AgeOutRow, type AgeOutState } from "./age-outs.ts";

/** By themselves they move; a month ahead the desk sees it coming. */
const movesShownDays = 30;

/** The most pressing kinds first, within a kind the earliest day; at most `mostTasks`. */
export function readTasks(db: ReadableDb, today: Day): TaskRow[] {
  const { attention, unsigned, holds, ending } = listStoredTasks(db, today);
  const derived = [...nobodysChargeTasks(db), ...joinRequestTasks(db), ...ageOutTasks(db, today), ...renewalTasks(db, today), ...priceLetterTasks(db), ...recallTasks(db, today)];
  return [...attention, ...unsigned, ...holds, ...ending, ...derived].toSorted(byKindAndDay).slice(0, mostTasks);
}

const kindOf: Readonly<Record<AgeOutState, TaskKind | null>> = {
  decide: "age_out_decide",
  moves: "ages_out",
  stays: null,
  no_successor: "age_out_blocked",
  successor_unfit: "age_out_blocked",
  no_birth_date: "missing_birth_date",
};

function ageOutTasks(db: ReadableDb, today: Day): TaskRow[] {
  return readAgeOuts(db, ageOutTaskThrough(today)).flatMap((row) => {
    const kind = kindOf[row.state];
    const isFar = kind === "ages_out" && row.birthdayOn !== null && row.birthdayOn > addDays(today, movesShownDays);
    if (kind === null || isFar) return [];
    return [{ kind, title: row.patientName, detail: detailOf(row), patientId: row.patientId, membershipId: row.membershipId, onDay: row.birthdayOn }];
  });
}

function detailOf({ planName, successorName, state }: AgeOutRow): string {
  if (state === "no_birth_date") return planName;
  if (state === "no_successor") return `${planName}, no plan to go to`;
  if (state === "successor_unfit") return `${planName}, ${successorName ?? "the next plan"} does not fit`;
  return `${planName} to ${successorName ?? ""}`;
}

function renewalTasks(db: ReadableDb, today: Day): TaskRow[] {
  return listPaidUpWithoutCard(db, addDays(today, renewalNoticeDays[0]), mostTasks).map((row) => ({
    kind: row.invoiceNumber === null ? "renewal_by_hand" : "renewal_unpaid",
    title: row.patientName,
    detail: row.invoiceNumber === null ? row.planName : `${row.planName}, invoice ${row.invoiceNumber}`,
    patientId: row.patientId,
    membershipId: row.membershipId,
    onDay: row.renewsOn,
  }));
}

/** Charges found after a restore, of households that this file does not know (BIL-20). */
function nobodysChargeTasks(db: ReadableDb): TaskRow[] {
  const charges = listNobodysCharges(db, mostTasks);
  if (charges.length === 0) return [];
  const title = charges.length === 1 ? "1 card charge" : `${charges.length} card charges`;
  return [{ kind: "nobodys_charge", title, detail: "say whose they are", patientId: null, membershipId: null, onDay: null }];
}

/** Whoever asked on the portal to join a plan waits for an answer (PKG-4). */
function joinRequestTasks(db: ReadableDb): TaskRow[] {
  return listPortalRequests(db, mostTasks)
    .filter(({ state }) => state === "open")
    .map(({ patientName, planName, patientId }) => ({ kind: "join_request", title: patientName, detail: planName, patientId, membershipId: null, onDay: null }));
}

function priceLetterTasks(db: ReadableDb): TaskRow[] {
  const { letters, byOn } = countPriceLetters(db);
  if (letters === 0) return [];
  const title = letters === 1 ? "1 letter" : `${letters} letters`;
  return [{ kind: "price_letters", title, detail: "print them in time", patientId: null, membershipId: null, onDay: byOn }];
}

/** Calls that are due about benefits nobody has used (PKG-10), the nearest end first. */
function recallTasks(db: ReadableDb, today: Day): TaskRow[] {
  const due = readRecall(db, today).filter(({ isDue }) => isDue);
  const [first] = due;
  if (!first) return [];
  const title = due.length === 1 ? "1 member to call" : `${due.length} members to call`;
  return [{ kind: "benefits_unused", title, detail: "benefits end unused", patientId: null, membershipId: null, onDay: first.lastOn }];
}

function byKindAndDay(a: TaskRow, b: TaskRow): number {
  const order = taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind);
  if (order !== 0) return order;
  const [first, second] = [a.onDay ?? "9999", b.onDay ?? "9999"];
  return first < second ? -1 : first > second ? 1 : 0;
}
