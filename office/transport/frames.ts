/**
 * What a window may send over a socket or a port: text frames of the calling protocol and nothing
 * else. A frame is looked at before the protocol's own reader, which trusts its input: garbage ends
 * the connection instead of a call (S1).
 */
import { z } from "zod";

/** Bytes of one frame; the largest input of the contract fits with room to spare. */
export const largestFrame = 8_000_000;

const callId = z.union([z.string().min(1).max(60), z.int()]);

/** Headers that would make the reader take the body for a file, a form or a stream. */
const plainHeaders = z
  .record(z.string().max(60), z.union([z.string().max(200), z.array(z.string().max(200)).max(4)]))
  .refine((headers) => !Object.keys(headers).some((name) => /^content-/i.test(name)));

const call = z.strictObject({
  i: callId,
  t: z.literal(1).optional(),
  p: z.strictObject({
    u: z.string().max(300).regex(/^\/[A-Za-z]+(\/[A-Za-z]+){1,3}$/),
    b: z.unknown().optional(),
    h: plainHeaders.optional(),
    m: z.literal("POST").optional(),
  }),
});

/** The window gives a call up. */
const abort = z.strictObject({ i: callId, t: z.literal(4), p: z.unknown().optional() });

const frame = z.union([call, abort]);

/** Whether the frame is a call or the end of one, as our own client writes them. */
export function isFrame(data: unknown): data is string {
  if (typeof data !== "string" || data.length > largestFrame) return false;
  try {
    return frame.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}
