import { hash } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { argon2Hasher, passwordCost } from "./passwords.ts";

test("control 28 a password is kept as argon2id with 64 MiB, three passes, one lane and a 16-byte salt", async () => {
  const kept = await argon2Hasher().hash("violet kettle under bridge");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[A-Za-z0-9+/]{22}\$/);
  expect(passwordCost).toEqual({ memoryCost: 65_536, timeCost: 3, parallelism: 1 });
});

const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 };

test("control 28 the right password fits, a wrong one does not, and without a hash nothing does", async () => {
  const hasher = argon2Hasher(cheap);
  const kept = await hasher.hash("violet kettle under bridge");
  expect(await hasher.verify(kept, "violet kettle under bridge")).toEqual({ fits: true, outdated: false });
  expect(await hasher.verify(kept, "violet kettle under fridge")).toEqual({ fits: false, outdated: false });
  expect(await hasher.verify(null, "no password fits this one")).toEqual({ fits: false, outdated: false });
});

test("control 28 a hash of an older cost still fits and asks to be made again", async () => {
  const old = await hash("violet kettle under bridge", { memoryCost: 32, timeCost: 1, parallelism: 1 });
  expect(await argon2Hasher(cheap).verify(old, "violet kettle under bridge")).toEqual({ fits: true, outdated: true });
});
