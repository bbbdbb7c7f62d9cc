import { expect, test } from "vitest";
import { intentFor } from "./intent.ts";

test("F-15 the same input after an outage keeps its request id; another input gets its own", () => {
  let made = 0;
  const newId = () => `id-${++made}`;
  const first = intentFor(null, { cents: 6200 }, newId);
  expect(first.requestId).toBe("id-1");
  expect(intentFor(first, { cents: 6200 }, newId)).toBe(first);
  expect(intentFor(first, { cents: 6300 }, newId).requestId).toBe("id-2");
  expect(intentFor(null, { cents: 6200 }, newId).requestId).toBe("id-3");
});
