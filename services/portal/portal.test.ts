import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentHash, refusalOf } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type PatientId, type PortalRequestId } from "#domain/identity.ts";
import type { PortalMessage } from "#domain/portal/message.ts";
import { defaultPortal, type PortalSettings } from "#domain/portal/settings.ts";
import { getToday } from "../billing/today.ts";
import type { Cx } from "../context.ts";
import type { ConnectedPortal, PortalAnswer } from "../gateways/portal.ts";
import { noPortal } from "../gateways/portal.ts";
import { mergeHouseholds } from "../households/merge-households.ts";
import { mergePatients } from "../households/merge-patients.ts";
import { undoPatientMerge } from "../households/undo-patient-merge.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { setPlanState } from "../plans/change-plan.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { collectPortalMessages } from "./collect.ts";
import { declineJoinRequest, listJoinRequests } from "./decide.ts";
import { readPortalSettings, savePortalSettings } from "./settings.ts";
import { takePortalMessage } from "./take-message.ts";
import { viewForPortal } from "./view.ts";

let club: Club;
let lee: Family;
let rosa: PatientId;
beforeEach(() => {
  club = openClub("2026-11-05");
  lee = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1982-01-01"]);
  rosa = personOf(lee);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function personOf(family: Family, index = 0): PatientId {
  return family.patientIds[index] ?? asId<PatientId>(0);
}

const askedAt = toInstant("2026-11-04T20:00:00.000Z");
let messages = 0;
const message = (over: Partial<PortalMessage> & { readonly body?: object } = {}): PortalMessage => ({
  messageId: `m${(messages += 1)}`,
  householdId: lee.householdId,
  askedAt,
  ...over,
  body: { kind: "plan.enrol.request", patientId: rosa, planId: club.adult.planId, periodMonths: 1, note: "Please", ...over.body },
});
const take = (over: Parameters<typeof message>[0] = {}) => takePortalMessage(club.cx(), message(over));
const states = () => listJoinRequests(club.cx()).map(({ patientName, planName, state }) => `${patientName} ${planName} ${state}`);
const settings = (over: Partial<PortalSettings>) => savePortalSettings(club.cx(), { basedOn: readPortalSettings(club.cx()).version, settings: { ...defaultPortal, ...over } });
const enrol = (patientId = rosa) => club.enrol(lee.householdId, [{ patientId, plan: club.adult }]);
const audits = () => club.db.read((db) => db.all<{ action: string }>("select action from audit where action like 'portal.%' order by id").map(({ action }) => action));
const first = (): PortalRequestId => listJoinRequests(club.cx())[0]?.requestId ?? asId<PortalRequestId>(0);

describe("PKG-4 the settings", () => {
  test("PKG-4 without a word the rule holds: balances shown, requests taken, nothing bought or used, and no portal yet", () => {
    expect(readPortalSettings(club.cx())).toEqual({ version: 0, settings: defaultPortal, isConnected: false });
  });

  test("PKG-4 saved as told, with a trail; two desks: the second is told that it changed", () => {
    expect(settings({ buyPackages: true })).toEqual({ version: 1 });
    expect(readPortalSettings(club.cx())).toMatchObject({ version: 1, settings: { buyPackages: true, redeem: false } });
    expect(refusalOf(() => savePortalSettings(club.cx(), { basedOn: 0, settings: defaultPortal }))).toBe("record_changed_meanwhile");
    expect(settings({ showBalances: false, joinRequests: false, redeem: true })).toEqual({ version: 2 });
    expect(readPortalSettings(club.cx()).settings).toEqual({ showBalances: false, buyPackages: false, redeem: true, joinRequests: false });
    expect(audits()).toEqual(["portal.settings_changed", "portal.settings_changed"]);
  });

  test("PKG-4 it is said whether a relay is connected", () => {
    const cx = (portal: object): Cx => ({ ...club.cx(), gateways: { ...club.cx().gateways, portal: portal as never } });
    expect(readPortalSettings(cx(noPortal)).isConnected).toBe(false);
    expect(readPortalSettings(cx({ kind: "scripted" })).isConnected).toBe(true);
  });
});

describe("PKG-4 a request to join", () => {
  test("PKG-4 waits for the office, with who, which plan and what was written; nobody is enrolled by it", () => {
    expect(take()).toEqual({ isNew: true });
    expect(listJoinRequests(club.cx())).toMatchObject([
      { householdId: lee.householdId, patientId: rosa, patientName: "Rosa Lee", planName: "Adult", periodMonths: 1, note: "Please", askedAt, state: "open", decidedAt: null, membershipId: null },
    ]);
    expect(club.db.read((db) => db.get("select count(*) as n from membership"))).toEqual({ n: 0 });
    expect(audits()).toEqual(["portal.join_asked"]);
  });

  test("PKG-4 the same message again, and the same wish again while it waits, is one request", () => {
    const one = message();
    expect(takePortalMessage(club.cx(), one)).toEqual({ isNew: true });
    expect(takePortalMessage(club.cx(), one)).toEqual({ isNew: false });
    expect(take()).toEqual({ isNew: false });
    expect(states()).toEqual(["Rosa Lee Adult open"]);
    expect(take({ body: { patientId: personOf(lee, 1) } })).toEqual({ isNew: true });
    expect(states()).toEqual(["Rosa Lee Adult open", "Ben Lee Adult open"]);
    expect(audits()).toHaveLength(2);
  });

  test("PKG-4 a message that comes again after its request was decided changes nothing; a new one may ask again", () => {
    const one = message();
    takePortalMessage(club.cx(), one);
    declineJoinRequest(club.cx(), { requestId: first(), reason: "The plan is full" });
    expect(takePortalMessage(club.cx(), one)).toEqual({ isNew: false });
    expect(states()).toEqual(["Rosa Lee Adult declined"]);
    expect(take()).toEqual({ isNew: true });
    expect(states()).toEqual(["Rosa Lee Adult open", "Rosa Lee Adult declined"]);
  });

  test.each<[code: string, over: () => Parameters<typeof message>[0]]>([
    ["portal_message_not_readable", () => ({ body: { kind: "hello" } })],
    ["portal_message_not_readable", () => ({ messageId: "" })],
    ["household_not_found", () => ({ householdId: asId<HouseholdId>(999) })],
    ["patient_not_found", () => ({ body: { patientId: 999 } })],
    ["portal_person_not_theirs", () => ({ body: { patientId: personOf(club.family("Ortiz", ["Ana", null])) } })],
    ["portal_plan_not_on_sale", () => ({ body: { planId: 999 } })],
    ["portal_period_not_offered", () => ({ body: { periodMonths: 3 } })],
    ["portal_not_offered", () => ({ body: { kind: "package.buy.request" } })],
    ["portal_not_offered", () => ({ body: { kind: "package.redeem.request" } })],
  ])("PKG-4 %s: refused, and nothing is kept of it", (code, over) => {
    const told = over();
    const before = contentHash(club.db);
    expect(refusalOf(() => take(told))).toBe(code);
    expect(contentHash(club.db)).toBe(before);
  });

  test("PKG-4 while requests are switched off none is taken; one that waited is still there to decide", () => {
    take();
    settings({ joinRequests: false });
    expect(refusalOf(() => take({ body: { patientId: personOf(lee, 1) } }))).toBe("portal_not_offered");
    expect(states()).toEqual(["Rosa Lee Adult open"]);
    settings({ joinRequests: true });
    expect(take({ body: { patientId: personOf(lee, 1) } })).toEqual({ isNew: true });
  });

  test("PKG-4 buying and using stay refused while they are off, and are not carried out by the desk when they are on", () => {
    for (const kind of ["package.buy.request", "package.redeem.request"]) expect(refusalOf(() => take({ body: { kind } }))).toBe("portal_not_offered");
    settings({ buyPackages: true });
    expect(refusalOf(() => take({ body: { kind: "package.redeem.request" } }))).toBe("portal_not_offered");
    expect(refusalOf(() => take({ body: { kind: "package.buy.request" } }))).toBe("portal_not_carried_yet");
    settings({ redeem: true });
    expect(refusalOf(() => take({ body: { kind: "package.redeem.request" } }))).toBe("portal_not_carried_yet");
    expect(listJoinRequests(club.cx())).toEqual([]);
  });

  test("PKG-4 MEM-15 a household that was merged away asks for nothing any more", () => {
    const ortiz = club.family("Ortiz", ["Ana", "1970-01-01"]);
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    expect(refusalOf(() => take({ householdId: ortiz.householdId, body: { patientId: personOf(ortiz) } }))).toBe("merge_already_done");
    expect(take({ body: { patientId: personOf(ortiz) } })).toEqual({ isNew: true });
  });

  test("PKG-4 a plan that is not on sale any more, and one that the person is on, is not asked for", () => {
    enrol();
    expect(refusalOf(() => take())).toBe("portal_already_member");
    setPlanState(club.cx(), { planId: club.child.planId, version: club.child.version, state: "closed" });
    expect(refusalOf(() => take({ body: { planId: club.child.planId } }))).toBe("portal_plan_not_on_sale");
  });
});

describe("PKG-4 the office decides", () => {
  test("PKG-4 enrolling answers the request, once, with the membership and a trail", () => {
    take();
    const { membershipIds } = enrol();
    expect(listJoinRequests(club.cx())).toMatchObject([{ state: "approved", membershipId: membershipIds[0], decidedAt: club.cx().now }]);
    expect(audits()).toEqual(["portal.join_asked", "portal.join_approved"]);
    expect(refusalOf(() => declineJoinRequest(club.cx(), { requestId: first(), reason: "Too late" }))).toBe("portal_request_decided");
  });

  test("PKG-4 two desks: the second enrolment is refused, and the request keeps its one answer", () => {
    take();
    const { membershipIds } = enrol();
    expect(() => enrol()).toThrow(Error);
    expect(listJoinRequests(club.cx())).toMatchObject([{ state: "approved", membershipId: membershipIds[0] }]);
    expect(audits()).toEqual(["portal.join_asked", "portal.join_approved"]);
  });

  test("PKG-4 an enrolment that is refused answers nothing", () => {
    take();
    expect(() => club.enrol(lee.householdId, [{ patientId: rosa, plan: club.adult, waive: " " }])).toThrow(Error);
    expect(states()).toEqual(["Rosa Lee Adult open"]);
  });

  test("PKG-4 the office may choose another plan: who asked is enrolled, so all their wishes are answered; others keep theirs", () => {
    const plus = club.plan({ name: "Plus" });
    take({ body: { planId: plus.planId } });
    take();
    take({ body: { patientId: personOf(lee, 1) } });
    enrol();
    expect(states().toSorted()).toEqual(["Ben Lee Adult open", "Rosa Lee Adult approved", "Rosa Lee Plus approved"]);
  });

  test("PKG-4 declined with the reason; at a second desk it is said what became of it, and nobody decides twice", () => {
    take();
    const requestId = first();
    declineJoinRequest(club.cx(), { requestId, reason: "The plan is full" });
    expect(listJoinRequests(club.cx())).toMatchObject([{ state: "declined", reason: "The plan is full", membershipId: null }]);
    expect(refusalOf(() => declineJoinRequest(club.cx(), { requestId, reason: "Again" }))).toBe("portal_request_decided");
    expect(refusalOf(() => declineJoinRequest(club.cx(), { requestId: asId<PortalRequestId>(99), reason: "x" }))).toBe("portal_request_not_found");
    enrol();
    expect(states()).toEqual(["Rosa Lee Adult declined"]);
  });

  test("PPL-4 a request goes along when two charts become one, and comes back", () => {
    const twin = club.family("Lee", ["Rosa", "1980-01-01"]);
    take({ householdId: twin.householdId, body: { patientId: personOf(twin) } });
    const { mergeId } = mergePatients(club.cx(), { survivorId: rosa, mergedId: personOf(twin) });
    expect(listJoinRequests(club.cx())).toMatchObject([{ patientId: rosa, householdId: lee.householdId, state: "open" }]);
    undoPatientMerge(club.cx(), { mergeId });
    expect(listJoinRequests(club.cx())).toMatchObject([{ patientId: personOf(twin), state: "open" }]);
  });
});

test("PKG-4 on Today an open request waits with name and plan, until it is decided", () => {
  const tasks = () => getToday(club.cx()).tasks.filter(({ kind }) => kind === "join_request");
  expect(tasks()).toEqual([]);
  take();
  take({ body: { patientId: personOf(lee, 1) } });
  expect(tasks()).toEqual([
    { kind: "join_request", title: "Rosa Lee", detail: "Adult", patientId: rosa, membershipId: null, onDay: null },
    { kind: "join_request", title: "Ben Lee", detail: "Adult", patientId: personOf(lee, 1), membershipId: null, onDay: null },
  ]);
  enrol();
  declineJoinRequest(club.cx(), { requestId: first(), reason: "No" });
  expect(tasks()).toEqual([]);
});

describe("PKG-4 fetching from the portal", () => {
  function scripted(waiting: readonly PortalMessage[]): ConnectedPortal & { readonly answers: PortalAnswer[] } {
    const answers: PortalAnswer[] = [];
    return { kind: "scripted", answers, waiting: async () => waiting, answer: async (answer) => void answers.push(answer) };
  }
  const through = (portal: ConnectedPortal) => collectPortalMessages(() => {
    const { request: _, ...cx } = club.cx();
    return { ...cx, gateways: { ...cx.gateways, portal } };
  });

  test("PKG-4 without a portal nothing is fetched", async () => {
    expect(await collectPortalMessages(() => club.cx())).toEqual({ taken: 0, refused: 0 });
    expect(await collectPortalMessages(() => ({ ...club.cx(), gateways: { ...club.cx().gateways, portal: noPortal } }))).toEqual({ taken: 0, refused: 0 });
  });

  test("PKG-4 each message is answered; one that is refused stops none behind it", async () => {
    const portal = scripted([message(), message({ body: { patientId: 999 } }), message({ body: { kind: "hello" } }), message({ body: { patientId: personOf(lee, 1) } })]);
    expect(await through(portal)).toEqual({ taken: 2, refused: 2 });
    expect(portal.answers.map((answer) => (answer.outcome === "refused" ? answer.code : answer.outcome))).toEqual(["taken", "patient_not_found", "portal_message_not_readable", "taken"]);
    expect(states()).toEqual(["Rosa Lee Adult open", "Ben Lee Adult open"]);
  });

  test("PKG-4 exactly once: a crash before the answer brings the message again, and it stays one request", async () => {
    const waiting = [message(), message({ body: { patientId: personOf(lee, 1) } })];
    const breaks: ConnectedPortal = { kind: "scripted", waiting: async () => waiting, answer: async () => Promise.reject(new Error("the line broke")) };
    await expect(through(breaks)).rejects.toThrow("the line broke");
    expect(states()).toEqual(["Rosa Lee Adult open"]);
    const again = scripted(waiting);
    await through(again);
    await through(again);
    expect(again.answers.map(({ outcome }) => outcome)).toEqual(["taken", "taken", "taken", "taken"]);
    expect(states()).toEqual(["Rosa Lee Adult open", "Ben Lee Adult open"]);
  });

  test("PKG-4 whatever comes in whatever order and how often, there is at most one open request for a person and a plan", async () => {
    const ids = fc.constantFrom("a", "b", "c", "d");
    const wish = fc.record({ id: ids, who: fc.constantFrom(0, 1, 9), plan: fc.constantFrom("adult", "child", "none"), months: fc.constantFrom(1, 2, 12) });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 8 }), async (wishes) => {
        const house = openClub("2026-11-05");
        const [beforeClub, beforeLee] = [club, lee];
        club = house;
        lee = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1982-01-01"]);
        try {
          const planOf = { adult: club.adult.planId, child: club.child.planId, none: 99 };
          const portal = scripted(wishes.map((one) => message({ messageId: one.id, body: { patientId: lee.patientIds[one.who] ?? 99, planId: planOf[one.plan as "adult"], periodMonths: one.months } })));
          const { taken, refused } = await through(portal);
          expect(taken + refused).toBe(wishes.length);
          const rows = listJoinRequests(club.cx());
          expect(new Set(rows.map((row) => `${row.patientId} ${row.planId}`)).size).toBe(rows.length);
          expect(rows.length).toBeLessThanOrEqual(new Set(wishes.map(({ id }) => id)).size);
        } finally {
          house.dispose();
          [club, lee] = [beforeClub, beforeLee];
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("PKG-4 what the portal shows of real records", () => {
  test("PKG-4 its own plans with next draw and benefits, and nothing of the house next door", () => {
    enrol();
    const ortiz = club.family("Ortiz", ["Ana", "1970-01-01"]);
    club.enrol(ortiz.householdId, [{ patientId: personOf(ortiz), plan: club.plan({ name: "Secret plan" }) }]);
    const view = viewForPortal(club.cx(), lee.householdId);
    expect(view.balances?.memberships).toMatchObject([
      { who: "Rosa", plan: "Adult", standing: "active", since: "2026-11-05", paidThroughOn: "2026-12-04", nextDraw: { on: "2026-12-05", cents: 3700 }, benefits: [{ label: "Cleanings", left: 2, of: 2 }] },
    ]);
    expect(JSON.stringify(view)).not.toMatch(/Ortiz|Ana|Secret/);
    expect(viewForPortal(club.cx(), ortiz.householdId).balances?.memberships).toMatchObject([{ who: "Ana", plan: "Secret plan" }]);
  });

  test("PKG-4 notes and alerts on the chart are nowhere in it", () => {
    enrol();
    club.db.write((db) => void db.exec("update patient set notes = 'ZZ clinical', alerts = 'ZZ allergic', email = 'zz@x.example' where id = ?", rosa));
    expect(JSON.stringify(viewForPortal(club.cx(), lee.householdId))).not.toMatch(/ZZ|zz@/);
  });

  test("PKG-4 nothing while balances are off; refused for nobody and for a household that was merged away", () => {
    enrol();
    settings({ showBalances: false });
    expect(viewForPortal(club.cx(), lee.householdId)).toEqual({ asOfOn: club.today(), balances: null, can: { join: true, buyPackages: false, redeem: false } });
    expect(refusalOf(() => viewForPortal(club.cx(), asId<HouseholdId>(999)))).toBe("household_not_found");
    const ortiz = club.family("Ortiz", ["Ana", "1970-01-01"]);
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    expect(refusalOf(() => viewForPortal(club.cx(), ortiz.householdId))).toBe("merge_already_done");
  });
});
