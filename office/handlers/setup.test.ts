import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestOffice, setUpPractice, type TestOffice, type TestWindow } from "../testing.ts";

let house: TestOffice;
let owner: TestWindow;
beforeEach(async () => {
  house = await openTestOffice();
  owner = house.window();
});
afterEach(() => house.dispose());

const sold = async () => ({
  plans: (await owner.client.plans.list({})).map(({ name, state }) => `${name} ${state}`),
  services: (await owner.client.services.list({ text: "", categories: [], activity: "all", sort: "code", descending: false })).rows.length,
  agreements: (await owner.client.agreements.list({})).length,
});

test("PPL-15 a new practice begins with the starter set of its specialty where that is wished, with its plans as drafts", async () => {
  await setUpPractice(owner, { specialty: "massage", starterSet: true });
  const { plans, services, agreements } = await sold();
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.every((plan) => plan.endsWith(" draft"))).toBe(true);
  expect([services > 0, agreements]).toEqual([true, 1]);
});

test("PPL-15 unless it is asked for, a new practice begins empty", async () => {
  await setUpPractice(owner);
  expect(await sold()).toEqual({ plans: [], services: 0, agreements: 0 });
});
