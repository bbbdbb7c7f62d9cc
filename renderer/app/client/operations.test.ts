import { expect, test, vi } from "vitest";
import { makeClient, pathOf } from "./operations.ts";

test("F-15 an operation knows its path and stays the same function, so that it can name its cache", () => {
  const client = makeClient({ call: vi.fn() });
  expect(pathOf(client.patients.list)).toEqual(["patients", "list"]);
  expect(client.patients.list).toBe(client.patients.list);
});

test("F-15 a call goes over the line with path, input and signal", async () => {
  const call = vi.fn(() => Promise.resolve("answer"));
  const client = makeClient({ call });
  const { signal } = new AbortController();
  await expect(client.app.status({}, { signal })).resolves.toBe("answer");
  expect(call).toHaveBeenCalledWith(["app", "status"], {}, { context: {}, signal });
});

test("F-15 awaiting a part of the client does not call the office", async () => {
  const call = vi.fn();
  const client = makeClient({ call });
  await Promise.resolve(client.patients);
  expect(call).not.toHaveBeenCalled();
});
