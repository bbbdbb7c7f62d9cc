/** A signature as a window sends it: strokes of a pen, or the typed name (MEM-8). */
import { z } from "zod";
import { signatureLimits, signatureSheet, type Signature } from "#domain/agreements/signature.ts";
import { requiredText } from "./base.ts";

export const signature: z.ZodType<Signature, Signature> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("drawn"),
    width: z.literal(signatureSheet.width),
    height: z.literal(signatureSheet.height),
    strokes: z
      .array(z.array(z.int().min(0).max(signatureSheet.width)).min(2).max(2 * signatureLimits.points))
      .max(signatureLimits.strokes),
  }),
  z.strictObject({ kind: z.literal("typed"), name: requiredText(120) }),
]);

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
