import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { giveUpBilling, holdBilling, readDrawTime } from "./billing-lease.ts";
import { labelOf, openForWork } from "./open-file.ts";
import { forgetOldRequests, mayUseRequest } from "./request-owner.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

const at = (time: string) => toInstant(`2026-11-22T${time}:00.000Z`);

describe("BIL-1 one owner bills at a time", () => {
  const ask = (owner: string, time: string, aliveFrom: string) =>
    holdBilling(club.cx(), { owner, now: at(time), aliveFrom: at(aliveFrom), aliveTo: at("23:00") });

  test("BIL-1 a second process waits while the first shows signs of life, and takes over when it is silent", () => {
    expect(ask("one", "10:00", "09:58")).toBe(true);
    expect(ask("two", "10:01", "09:59")).toBe(false);
    expect(ask("one", "10:02", "10:00")).toBe(true);
    expect(ask("two", "10:10", "10:08")).toBe(true);
    expect(ask("one", "10:11", "10:09")).toBe(false);
    giveUpBilling(club.cx(), "two");
    expect(ask("one", "10:12", "10:10")).toBe(true);
    expect(readDrawTime(club.cx())).toBe("09:00");
  });
});

test("BIL-20 a file on a computer it does not know raises its epoch and stops billing until a person confirms", () => {
  const epoch = () => club.db.read((r) => r.get<{ epoch: number }>("select epoch from practice"))?.epoch;
  openForWork(club.cx(), at("10:00"), "this");
  expect(epoch()).toBe(1);
  expect(openForWork(club.cx(), at("10:00"), "another")).toEqual(labelOf(club.db));
  expect(epoch()).toBe(2);
  expect(club.db.read((r) => r.all("select reason from billing_stop where lifted_at is null"))).toEqual([
    { reason: "other_computer" },
  ]);
});

test("F-15 a request id answers only the command it was made for, and is forgotten after a month", () => {
  club.db.write((w) =>
    w.exec("insert into request (id, operation, reply, at) values ('r', 'plans.add', '{}', '2026-10-01T10:00:00.000Z')"),
  );
  expect(mayUseRequest(club.db, { id: "r", operation: "plans.add" }, null)).toBe(true);
  expect(mayUseRequest(club.db, { id: "r", operation: "plans.revise" }, null)).toBe(false);
  expect(mayUseRequest(club.db, { id: "new", operation: "plans.revise" }, null)).toBe(true);
  expect(forgetOldRequests(club.db, at("10:00"))).toBeGreaterThan(0);
  expect(mayUseRequest(club.db, { id: "r", operation: "plans.revise" }, null)).toBe(true);
});
