/** The limits of holds and their ends as the desk meets them (MEM-12): in twelve months, in both directions. */
import { describe, expect, test } from "vitest";
import { Life } from "./member-life.fixture.ts";

describe("MEM-12 three months in twelve, whichever hold was booked first", () => {
  const refused = (life: Life, from: string, until: string | null): string | undefined =>
    life.refusal(() => life.hold(from, until));

  test("MEM-12 a hold booked later for an earlier time counts the one that is already there", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-06-01", "2026-09-01");
    expect(refused(life, "2026-03-01", "2026-06-01")).toBe("hold_too_long");
    expect(refused(life, "2026-04-10", "2026-05-10")).toBe("hold_too_long");
    // A year before the first day of the one that is there, or after its last, the days are free again.
    expect(refused(life, "2027-08-15", "2027-09-15")).toBeUndefined();
    life.end();
  });

  test("MEM-12 a hold booked later for a later time counts the one before it", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-02-01", "2026-04-01");
    // 59 of 92 days are gone: 33 are left of three months from 1 June.
    expect(refused(life, "2026-06-01", "2026-07-05")).toBe("hold_too_long");
    expect(refused(life, "2026-06-01", "2026-07-04")).toBeUndefined();
    life.end();
  });

  test("MEM-12 an open-ended hold before another ends where the twelve months are full", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-08-01", "2026-10-01", "extend");
    life.hold("2026-03-01", null);
    // The 61 days from August on leave 31 of the 92 of three months from 1 March.
    expect(life.until("2026-03-02").card()).toMatchObject({ standing: "on_hold", heldUntilOn: "2026-04-01" });
    life.end();
  });

  test("MEM-12 days of a hold that was ended early or withdrawn are free again", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-02-05", "2026-05-05");
    expect(refused(life, "2026-06-05", "2026-07-05")).toBe("hold_too_long");
    life.resume("2026-01-05");
    life.hold("2026-06-05", "2026-09-05");
    expect(life.until("2026-06-10").card().standing).toBe("on_hold");
    life.resume("2026-07-05");
    // 30 days were held from 5 June on, of 91 of three months from 5 September: 61 are left.
    expect(refused(life, "2026-09-05", "2026-11-06")).toBe("hold_too_long");
    expect(refused(life, "2026-09-05", "2026-11-05")).toBeUndefined();
    life.end();
  });
});

describe("MEM-12 ending a hold", () => {
  test("MEM-12 never after its own end: that would be a longer hold without its limits", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-02-05", "2026-03-05");
    expect(life.refusal(() => life.resume("2026-03-06"))).toBe("hold_ends_earlier");
    life.until("2026-02-20");
    expect(life.refusal(() => life.resume("2026-05-01"))).toBe("hold_ends_earlier");
    expect(life.refusal(() => life.resume("2026-02-19"))).toBe("hold_too_early");
    expect(life.card().heldUntilOn).toBe("2026-03-05");
    life.resume("2026-03-05").until("2026-03-05");
    expect(life.draws()).toEqual(["2026-03-05 3700"]);
    expect(life.refusal(() => life.resume())).toBe("not_on_hold");
    life.end();
  });

  test("MEM-12 between two holds the one that lies ahead is withdrawn, and only that one", () => {
    const life = new Life("2026-01-05");
    life.hold("2026-01-10", "2026-02-10");
    life.hold("2026-03-10", "2026-04-10");
    life.until("2026-02-20");
    life.resume();
    life.until("2026-03-15");
    expect(life.card().standing).toBe("active");
    expect(life.periods()).toEqual([
      "2026-01-05 2026-01-10 period 597",
      "2026-02-10 2026-03-05 stub 3039",
      "2026-03-05 2026-04-05 period 3700",
    ]);
    life.end();
  });
});

describe("MEM-12 standing on hold", () => {
  test("MEM-12 from its first day to the day before its last, whatever the kind", () => {
    for (const kind of ["pause", "extend", "billing_only"] as const) {
      const life = new Life("2026-01-05");
      life.hold("2026-02-10", "2026-03-10", kind);
      expect(life.until("2026-02-09").card()).toMatchObject({ standing: "active" });
      expect(life.until("2026-02-10").card()).toMatchObject({ standing: "on_hold", heldUntilOn: "2026-03-10" });
      expect(life.until("2026-03-09").card().standing).toBe("on_hold");
      expect(life.until("2026-03-10").card().standing).toBe("active");
      life.end();
    }
  });

  test("MEM-12 nobody is put on hold while past due, and nobody who has left", () => {
    const life = new Life("2026-01-05");
    life.until("2026-02-06", { pays: false });
    expect(life.refusal(() => life.hold("2026-02-06", null))).toBe("hold_while_past_due");
    life.club.payAll(life.householdId);
    life.cancel("now");
    expect(life.refusal(() => life.hold("2026-02-06", null))).toBe("membership_ended");
    expect(life.refusal(() => life.resume())).toBe("membership_ended");
    life.end();
  });
});
