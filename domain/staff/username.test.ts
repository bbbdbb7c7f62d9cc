import { expect, test } from "vitest";
import { requireUsername } from "./username.ts";

test.each([
  ["  priya ", "priya"],
  ["Óscar.Núñez", "Óscar.Núñez"],
  ["e\u0301mile", "\u00e9mile"],
  ["front-desk2", "front-desk2"],
  ["maria@maple.example", "maria@maple.example"],
])("control 26 %j signs in as %j", (typed, username) => {
  expect(requireUsername(typed)).toBe(username);
});

test.each(["", "a", "two words", "x".repeat(61), "<script>", "tab\tbed", ".hidden"])(
  "control 26 %j is no username",
  (typed) => {
    expect(() => requireUsername(typed)).toThrow(expect.objectContaining({ code: "username_not_usable" }));
  },
);
