import { afterEach, beforeEach, expect, test } from "vitest";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { confirmBillingStop } from "./confirm-stop.ts";
import { listRunReports } from "./runs.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

test("BIL-20 a person lets billing go on, once, and the reason is kept", () => {
  club.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('restored', '2026-11-22T15:00:00.000Z')"));
  expect(confirmBillingStop(club.cx(), "Compared with the receipts")).toEqual({ lifted: 1 });
  expect(() => confirmBillingStop(club.cx(), "Again")).toThrowError(expect.objectContaining({ code: "billing_not_stopped" }));
  expect(club.db.read((r) => r.get("select after from audit where action = 'billing.stop_lifted'"))).toEqual({
    after: JSON.stringify({ reason: "Compared with the receipts", about: "restored, other_computer" }),
  });
});

test("BIL-1 the reports of past runs are listed newest first, page by page", () => {
  club.advanceTo("2026-11-27");
  const first = listRunReports(club.cx(), { limit: 2 });
  expect(first.rows.map((run) => run.todayOn)).toEqual(["2026-11-27", "2026-11-26"]);
  const second = listRunReports(club.cx(), { limit: 2, after: first.next });
  expect(second.rows.map((run) => run.todayOn)).toEqual(["2026-11-25", "2026-11-24"]);
  const third = listRunReports(club.cx(), { limit: 2, after: second.next });
  expect(third).toMatchObject({ rows: [{ todayOn: "2026-11-23" }], next: null });
  expect(() => listRunReports(club.cx(), { limit: 2, after: "nonsense" })).toThrowError(
    expect.objectContaining({ code: "list_place_unknown" }),
  );
});
