import { expect, test } from "vitest";
import { noAddress } from "../people/address.ts";
import { billToLines } from "./bill-to.ts";

const home = { line1: "12 Oak St", line2: "", city: "Lowell", region: "MA", postalCode: "01850", country: "US" };

test("INV-1 the payer is printed with the address, the country only abroad", () => {
  expect(billToLines("Rosa Lee", home, "US")).toEqual(["Rosa Lee", "12 Oak St", "Lowell, MA 01850"]);
  expect(billToLines("Rosa Lee", home, "CA").at(-1)).toBe("US");
});

test("INV-1 a payer without an address is a name alone", () => {
  expect(billToLines("Rosa Lee", noAddress, "US")).toEqual(["Rosa Lee"]);
});
