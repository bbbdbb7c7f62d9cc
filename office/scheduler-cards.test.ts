import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ScriptedCards } from "#services/gateways/scripted-cards.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "./testing.ts";

let house: TestOffice;
let window: TestWindow;
let ticks = 0;
beforeEach(async () => {
  ticks = 0;
  house = await openTestOffice({ monotonic: () => ticks });
  window = house.window();
  await setUpPractice(window, { kind: "training" });
});
afterEach(() => house.dispose());

const minute = 60_000;
function pass(milliseconds: number): void {
  house.pass(milliseconds);
  ticks += milliseconds;
}
const practice = () => window.connection.context.office.requirePractice();
const runs = (): number => practice().db.read((r) => r.get<{ n: number }>("select count(*) as n from billing_run"))?.n ?? 0;
const standIn = () => practice().gateways.cards as unknown as ScriptedCards;

/** A family with an open invoice and a card. */
async function owing(token: string): Promise<{ invoiceId: number; householdId: number }> {
  const { client } = window;
  const { patientId, householdId } = await client.patients.add({
    requestId: newRequestId(),
    form: { prefix: "", firstName: "Rosa", middleName: "", lastName: "Lee", suffix: "", preferredName: "", birthOn: null, sex: "", pronouns: "", email: "", phones: [], language: "en", alerts: "", notes: "", textConsent: "unknown", status: "active", deceasedOn: null, ownAddress: null },
    household: { newAddress: { line1: "12 Oak St", line2: "", city: "Lowell", region: "MA", postalCode: "01850", country: "US" }, contactPreference: "print" },
  });
  const { practice: open } = await client.app.status({});
  const { invoiceId } = await client.invoices.issue({
    requestId: newRequestId(),
    householdId,
    termsDays: 0,
    lines: [{ patientId, kind: "service", description: "Cleaning", serviceOn: open?.todayOn as never, quantity: 1, unitCents: 5000 as never, taxRatePpm: 0 }],
  });
  await client.cards.add({ requestId: newRequestId(), householdId, card: { token, brand: "visa", last4: "4242", expiresMonth: 12, expiresYear: 2040 } });
  return { invoiceId, householdId };
}

test("F-21 a training practice charges the stand-in, and its cards are offered", async () => {
  expect(practice().gateways.cards.kind).toBe("stand_in");
  expect((await window.client.cards.testCards({})).map(({ token }) => token)).toContain("test_succeeds");
  const { invoiceId } = await owing("test_succeeds");
  expect(await window.client.charging.chargeNow({ requestId: newRequestId(), invoiceId: invoiceId as never })).toMatchObject({ state: "succeeded", balanceCents: 0 });
});

test("BIL-19 a live practice has no processor yet: no card is taken and no test card offered", async () => {
  const live = house.window();
  await house.office.tick();
  await window.client.setup.closePractice({ requestId: newRequestId() });
  await setUpPractice(live, { kind: "live", name: "Oak Dental" });
  expect(live.connection.context.office.requirePractice().gateways.cards).toEqual({ kind: "none", canCharge: false });
  expect(await live.client.cards.testCards({})).toEqual([]);
});

test("BIL-8 between two runs the scheduler asks about a charge without an outcome, and makes no run of it", async () => {
  const { invoiceId } = await owing("test_slow");
  const charged = await window.client.charging.chargeNow({ requestId: newRequestId(), invoiceId: invoiceId as never });
  expect(charged.state).toBe("pending");
  await house.office.tick();
  const before = runs();
  standIn().finish(charged.attempt?.key ?? "");
  pass(4 * minute);
  await house.office.tick();
  expect(await window.client.charging.unresolved({})).toMatchObject([{ state: "pending" }]);
  pass(minute);
  await house.office.tick();
  expect(await window.client.charging.unresolved({})).toEqual([]);
  expect(await window.client.charging.attempts({ invoiceId: invoiceId as never })).toMatchObject([{ state: "succeeded" }]);
  expect(runs()).toBe(before);
});

describe("BIL-1 a run that a person asks for", () => {
  const runNow = () => window.client.billing.runNow({ requestId: newRequestId() });

  test("comes after one that is on its way, never beside it", async () => {
    const reports = await Promise.all([house.office.tick(), runNow(), runNow()]);
    expect(reports.map((report) => (report as { trigger?: string } | undefined)?.trigger)).toEqual([undefined, "asked", "asked"]);
    const rows = practice().db.read((r) => r.all<{ trigger: string; done: number }>("select trigger, finished_at is not null as done from billing_run order by id"));
    expect(rows).toEqual([
      { trigger: "start", done: 1 },
      { trigger: "asked", done: 1 },
      { trigger: "asked", done: 1 },
    ]);
  });

  test("F-19 is refused while billing is stopped, and makes nothing", async () => {
    practice().db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('clock', '2026-03-02T15:00:00.000Z')"));
    await expect(runNow()).rejects.toMatchObject({ code: "REFUSAL", data: { code: "billing_stopped" } });
    expect(runs()).toBe(0);
  });

  test("F-19 stops billing itself when the clock has jumped", async () => {
    await runNow();
    house.pass(3 * 24 * 60 * minute);
    await window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: testPassword });
    await expect(runNow()).rejects.toMatchObject({ data: { code: "billing_stopped" } });
    expect(practice().db.read((r) => r.get("select reason from billing_stop where lifted_at is null"))).toEqual({ reason: "clock" });
  });

  test("is refused while another process of this practice is billing", async () => {
    practice().db.write((w) => w.exec("insert into lease (name, owner, heartbeat_at) values ('billing', 'somebody else', ?)", window.connection.context.office.steadyNow()));
    await expect(runNow()).rejects.toMatchObject({ data: { code: "billing_elsewhere" } });
    expect(runs()).toBe(0);
  });
});
