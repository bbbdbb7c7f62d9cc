/**
 * A signature made on the screen (MEM-8): the strokes as they were drawn, or the typed name of
 * somebody who cannot draw. The strokes are kept, never a picture of them; the picture is made from
 * them again wherever it is shown, always alike.
 */
import { refuse } from "../refusal.ts";

/** Strokes of a pen on a sheet of `width` × `height`; each is x, y, x, y … in the sheet's own units. */
export type DrawnSignature = {
  readonly kind: "drawn";
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly (readonly number[])[];
};

/** For those who sign with a keyboard: the name typed again, in full. */
export type TypedSignature = { readonly kind: "typed"; readonly name: string };

export type Signature = DrawnSignature | TypedSignature;

/** The sheet a signature is drawn on, wide and low like the line it will stand on; fine enough for whole numbers. */
export const signatureSheet = { width: 1200, height: 400 } as const;

export const signatureLimits = { strokes: 200, points: 5000 } as const;

/** Less ink than this, in units of the sheet, is a slip of the pen. */
const leastInk = 80;

/** Refuses `signature_wrong`: nothing drawn, off the sheet, too much, or a typed name that is not the signer's. */
export function checkSignature(signature: Signature, signer: string): Signature {
  if (signature.kind === "typed") {
    if (plain(signature.name) !== plain(signer)) refuse("signature_wrong", { why: "other_name" });
    return { kind: "typed", name: signature.name.trim() };
  }
  const { strokes, width, height } = signature;
  const points = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  if (strokes.length > signatureLimits.strokes || points > signatureLimits.points)
    refuse("signature_wrong", { why: "too_much" });
  const isOnSheet = strokes.every(
    (stroke) =>
      stroke.length >= 2 &&
      stroke.length % 2 === 0 &&
      stroke.every((at, index) => at >= 0 && at <= (index % 2 === 0 ? width : height)),
  );
  if (!isOnSheet) refuse("signature_wrong", { why: "off_sheet" });
  if (inkOf(signature) < leastInk) refuse("signature_wrong", { why: "empty" });
  return signature;
}

/** Whether enough is drawn to be a signature. */
export function isDrawn(signature: DrawnSignature): boolean {
  return inkOf(signature) >= leastInk;
}

/** The way the pen went, in units of the sheet. */
function inkOf({ strokes }: DrawnSignature): number {
  let ink = 0;
  for (const stroke of strokes)
    for (let at = 2; at + 1 < stroke.length; at += 2)
      ink += Math.hypot((stroke[at] ?? 0) - (stroke[at - 2] ?? 0), (stroke[at + 1] ?? 0) - (stroke[at - 1] ?? 0));
  return ink;
}

/** The strokes as the path of an SVG: curves through the middles of the points, so that a quick hand looks like one. */
export function signaturePath({ strokes }: Pick<DrawnSignature, "strokes">): string {
  return strokes.map(strokePath).join("");
}

function strokePath(stroke: readonly number[]): string {
  const at = (index: number): [x: number, y: number] => [stroke[2 * index] ?? 0, stroke[2 * index + 1] ?? 0];
  const last = stroke.length / 2 - 1;
  const [x, y] = at(0);
  // A dot is a line so short that its round end is all one sees.
  if (last < 1) return `M${x} ${y}h.1`;
  let path = `M${x} ${y}`;
  for (let index = 1; index < last; index += 1) {
    const [cx, cy] = at(index);
    const [nx, ny] = at(index + 1);
    path += `Q${cx} ${cy} ${half(cx + nx)} ${half(cy + ny)}`;
  }
  const [ex, ey] = at(last);
  return `${path}L${ex} ${ey}`;
}

/** The picture for paper and screen. */
export function signatureSvg(signature: DrawnSignature): string {
  const { width, height } = signature;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${signaturePath(signature)}" fill="none" stroke="#1b2420" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

function half(sum: number): number {
  return sum / 2;
}

/** Names are the same when only case, accents' form and blanks differ. */
function plain(name: string): string {
  return name.normalize("NFC").trim().replaceAll(/\s+/gu, " ").toLowerCase();
}
