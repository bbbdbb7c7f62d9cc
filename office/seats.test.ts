import { expect, test } from "vitest";
import { Seats } from "./seats.ts";

test("a seat is found again by its token and by nothing else", () => {
  const seats = new Seats();
  const seat = seats.add("desk");
  expect(seats.find(seat.token)).toBe(seat);
  expect(seat.token).toMatch(/^[\w-]{43}$/);
  expect(seats.find(`${seat.token}x`)).toBeUndefined();
  expect(seats.find("")).toBeUndefined();
  expect(seats.find(undefined)).toBeUndefined();
  seats.remove(seat);
  expect(seats.find(seat.token)).toBeUndefined();
});

test("browsers that come and go do not fill the memory, and nobody loses a seat that is in use", () => {
  const seats = new Seats();
  const busy = seats.add("desk");
  busy.connections = 1;
  const signedIn = seats.add("desk");
  signedIn.sessionToken = "secret";
  for (let n = 0; n < 3000; n += 1) seats.add("passer-by");
  expect(seats.size).toBeLessThanOrEqual(501);
  expect(seats.find(busy.token)).toBe(busy);
  expect(seats.taken()).toEqual([signedIn]);
});
