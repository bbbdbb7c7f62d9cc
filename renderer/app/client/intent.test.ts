import { expect, test, vi } from "vitest";
import { OutageError } from "./connection.ts";
import { intentFor, sendUntilAnswered } from "./intent.ts";

test("F-15 the same input after an outage keeps its request id; another input gets its own", () => {
  let made = 0;
  const newId = () => `id-${++made}`;
  const first = intentFor(null, { cents: 6200 }, newId);
  expect(first.requestId).toBe("id-1");
  expect(intentFor(first, { cents: 6200 }, newId)).toBe(first);
  expect(intentFor(first, { cents: 6300 }, newId).requestId).toBe("id-2");
  expect(intentFor(null, { cents: 6200 }, newId).requestId).toBe("id-3");
});

test("F-15 a break in the middle of a command sends it again when the line is back", async () => {
  const steps: string[] = [];
  let sent = 0;
  const send = () => {
    sent += 1;
    steps.push("send");
    return sent < 3 ? Promise.reject(new OutageError("broke")) : Promise.resolve("done");
  };
  const lineReady = () => Promise.resolve(void steps.push("ready"));
  await expect(sendUntilAnswered(send, lineReady)).resolves.toBe("done");
  expect(steps).toEqual(["send", "ready", "send", "ready", "send"]);
});

test("F-15 after three breaks a person decides, and a refusal is never sent again", async () => {
  const away = vi.fn(() => Promise.reject(new OutageError("broke")));
  await expect(sendUntilAnswered(away, () => Promise.resolve())).rejects.toBeInstanceOf(
    OutageError,
  );
  expect(away).toHaveBeenCalledTimes(3);
  const refused = vi.fn(() => Promise.reject(new Error("REFUSAL")));
  await expect(sendUntilAnswered(refused, () => Promise.resolve())).rejects.toThrow("REFUSAL");
  expect(refused).toHaveBeenCalledOnce();
});
