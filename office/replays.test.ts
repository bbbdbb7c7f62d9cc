import { expect, test } from "vitest";
import { Replays } from "./replays.ts";

const from = (requestId: string, operation = "sessions.signIn", seat = "a") => ({ seat, requestId, operation });

test("F-15 a repeat gets the reply of the first, even while that is still at work", async () => {
  const replays = new Replays();
  let acted = 0;
  const act = async () => {
    acted += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return acted;
  };
  const [first, second] = await Promise.all([replays.once(from("1"), act), replays.once(from("1"), act)]);
  expect([first, second, await replays.once(from("1"), act)]).toEqual([1, 1, 1]);
  expect(acted).toBe(1);
});

test("F-15 another seat, another id or another operation is not a repeat", async () => {
  const replays = new Replays();
  await replays.once(from("1"), async () => "first");
  expect(await replays.once(from("1", "sessions.signIn", "b"), async () => "other seat")).toBe("other seat");
  expect(await replays.once(from("2"), async () => "other id")).toBe("other id");
  expect(replays.once(from("1", "setup.restore"), async () => "other")).toBeUndefined();
});

test("F-15 a command that failed did nothing and may be tried again; old replies are forgotten", async () => {
  const replays = new Replays();
  await expect(replays.once(from("1"), async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await replays.once(from("1"), async () => "yes")).toBe("yes");
  for (let n = 0; n < 400; n += 1) await replays.once(from(`many ${n}`), async () => n);
  expect(await replays.once(from("1"), async () => "again")).toBe("again");
});
