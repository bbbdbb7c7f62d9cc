import { expect, test } from "vitest";
import { signerOf } from "./agreed.ts";

test.each([
  [{ name: "Mia Lee", age: 9 }, "Rosa Lee", "Rosa Lee"],
  [{ name: "Mia Lee", age: 17 }, "Rosa Lee", "Rosa Lee"],
  [{ name: "Mia Lee", age: 18 }, "Rosa Lee", "Mia Lee"],
  [{ name: "Mia Lee", age: null }, "Rosa Lee", "Mia Lee"],
  [{ name: "Mia Lee", age: 9 }, "", "Mia Lee"],
])("MEM-8 for %j with the payer %j the name to sign is %j", (member, payer, signer) => {
  expect(signerOf(member, payer)).toBe(signer);
});
