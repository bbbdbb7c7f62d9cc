import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { instantOf } from "#domain/instant.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "./testing.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let house: TestOffice;
let window: TestWindow;
/** A clock that nobody can set; the tests move it with the wall clock, or not. */
let ticks = 0;
beforeEach(async () => {
  ticks = 0;
  house = await openTestOffice({ monotonic: () => ticks });
  window = house.window();
  await setUpPractice(window);
});
afterEach(() => house.dispose());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Time really passes: on both clocks. */
function pass(milliseconds: number): void {
  house.pass(milliseconds);
  ticks += milliseconds;
}
const db = () => window.connection.context.office.requirePractice().db;
const runs = (): string[] => db().read((r) => r.all<{ trigger: string }>("select trigger from billing_run order by id")).map(({ trigger }) => trigger);
const stopped = async () => (await window.client.app.status({})).billingStop?.reason ?? null;
const enter = () => window.client.sessions.signIn({ requestId: newRequestId(), username: "priya", password: testPassword });
const confirm = async () => {
  await enter();
  await window.client.billing.confirmStop({ requestId: newRequestId(), reason: "I have looked" });
};
const drawTime = async (time: string) => {
  const { version, settings } = await window.client.practice.settings({});
  await window.client.practice.update({ requestId: newRequestId(), version, settings: { ...settings, drawTime: time } });
};

describe("BIL-1 when billing runs by itself", () => {
  test("at start, and not again before an hour has passed", async () => {
    await house.office.tick();
    for (let n = 0; n < 3; n += 1) {
      pass(20 * minute - 1);
      await house.office.tick();
    }
    expect(runs()).toEqual(["start"]);
    pass(3);
    await house.office.tick();
    expect(runs()).toEqual(["start", "hourly"]);
  });

  test("at the practice's own draw time, in its own zone, once a day", async () => {
    // The office opens at 10:00 in New York; the draw time is 14:30.
    await drawTime("14:30");
    await house.office.tick();
    pass(4 * hour + 29 * minute);
    await house.office.tick();
    expect(runs()).toEqual(["start", "hourly"]);
    pass(minute);
    await house.office.tick();
    expect(runs()).toEqual(["start", "hourly", "draw_time"]);
    pass(minute);
    await house.office.tick();
    expect(runs()).toHaveLength(3);
    pass(day);
    await house.office.tick();
    expect(runs().at(-1)).toBe("draw_time");
  });

  test("a start after the draw time is that day's run", async () => {
    await drawTime("09:00");
    await house.office.tick();
    pass(59 * minute);
    await house.office.tick();
    expect(runs()).toEqual(["start"]);
  });

  test("two ticks at once are one run", async () => {
    await Promise.all([house.office.tick(), house.office.tick()]);
    expect(runs()).toEqual(["start"]);
  });

  test("every restart runs once more, and an office that was only opened and closed leaves no lease behind", async () => {
    await house.office.tick();
    house = await house.reopen({ monotonic: () => ticks });
    window = house.window();
    await house.office.tick();
    expect(runs()).toEqual(["start", "start"]);
    house = await house.reopen({ monotonic: () => ticks });
    window = house.window();
    expect(db().read((r) => r.all("select * from lease"))).toEqual([]);
  });
});

describe("BIL-1 one owner at a time", () => {
  const rival = (at: number) =>
    db().write((w) => w.exec("insert into lease (name, owner, heartbeat_at) values ('billing', 'somebody else', ?)", instantOf(at)));

  test("while another process shows signs of life nothing runs here; when it is silent for two minutes we take over", async () => {
    rival(house.now());
    await house.office.tick();
    expect(runs()).toEqual([]);
    pass(2 * minute);
    await house.office.tick();
    expect(runs()).toEqual([]);
    pass(1);
    await house.office.tick();
    expect(runs()).toEqual(["start"]);
  });

  test("a heartbeat from a future that a wrong clock made keeps nobody out", async () => {
    rival(house.now() + day);
    await house.office.tick();
    expect(runs()).toEqual(["start"]);
  });

  test("closing gives up our lease only, never another's", async () => {
    await house.office.tick();
    db().write((w) => w.exec("update lease set owner = 'somebody else'"));
    house = await house.reopen({ monotonic: () => ticks });
    window = house.window();
    expect(db().read((r) => r.all<{ owner: string }>("select owner from lease"))).toEqual([{ owner: "somebody else" }]);
  });
});

describe("F-19, R4 a clock that is not believed", () => {
  test.each<[what: string, wall: number, real: number, reason: string | null]>([
    ["set forward by a day and a minute", day + 2 * minute, minute, "clock"],
    ["set forward by 23 hours", 23 * hour, 0, null],
    ["set back by six minutes", -6 * minute + minute, minute, "clock"],
    ["set back by four minutes", -4 * minute + minute, minute, null],
    ["asleep for a week", 7 * day, 7 * day, null],
    ["asleep for 46 days", 46 * day, 46 * day, "clock"],
    ["asleep for 45 days", 45 * day, 45 * day, null],
  ])("%s", async (_, wall, real, reason) => {
    await house.office.tick();
    const before = runs().length;
    house.pass(wall);
    ticks += real;
    await house.office.tick();
    expect(await stopped()).toBe(reason);
    if (reason !== null) expect(runs()).toHaveLength(before);
  });

  test("nothing runs until a person has said that the date is right, then it goes on from there", async () => {
    await house.office.tick();
    house.pass(40 * day);
    await house.office.tick();
    expect(await stopped()).toBe("clock");
    for (let n = 0; n < 3; n += 1) {
      pass(hour);
      await house.office.tick();
    }
    expect(runs()).toEqual(["start"]);
    await confirm();
    pass(hour);
    await house.office.tick();
    expect(runs()).toHaveLength(2);
    expect(await stopped()).toBeNull();
  });

  test("S10 the office's own time does not go back with the wall clock", async () => {
    const { office } = window.connection.context;
    const before = office.steadyNow();
    house.pass(-3 * day);
    ticks += minute;
    expect(office.wallNow() < before).toBe(true);
    expect(office.steadyNow() > before).toBe(true);
  });
});

describe("when a run breaks", () => {
  test("F-17 the fault stays in the log, the desk goes on, and the next run is made", async () => {
    db().script("create trigger broken before insert on billing_run begin select raise(abort, 'broken on purpose'); end");
    await house.office.tick();
    expect(runs()).toEqual([]);
    expect(await window.client.patients.count({})).toMatchObject({ total: 0 });
    db().script("drop trigger broken");
    pass(hour);
    await house.office.tick();
    expect(runs()).toEqual(["hourly"]);
  });

  test("a tick while the practice closes, or after it, does nothing and harms nothing", async () => {
    const ticking = house.office.tick();
    await window.client.setup.closePractice({ requestId: newRequestId() });
    await ticking;
    await house.office.tick();
    await window.client.setup.openPractice({ requestId: newRequestId(), slug: "maple-street-dental" });
    await enter();
    expect((await window.client.upkeep.verify({})).breaches).toEqual([]);
  });
});
