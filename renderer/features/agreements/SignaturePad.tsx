/**
 * Where a signature is made (UI-13, MEM-8): drawn with mouse, finger or pen, or typed by those who
 * sign with a keyboard. What is kept are the strokes; the same strokes are printed.
 */
import { Button, Radio, TextInput } from "@mantine/core";
import { useId, useRef, useState, type PointerEvent } from "react";
import {
  isDrawn,
  signatureLimits,
  signaturePath,
  signatureSheet,
  type DrawnSignature,
  type Signature,
} from "#domain/agreements/signature.ts";
import classes from "./Agreements.module.css";

export type SignaturePadProps = {
  /** Whose name is typed by somebody who does not draw. */
  readonly signer: string;
  /** Null while there is not enough to be a signature. */
  readonly onChange: (signature: Signature | null) => void;
};

/** Points nearer than this, in units of the sheet, say nothing new. */
const leastStep = 3;

export function SignaturePad({ signer, onChange }: SignaturePadProps) {
  const [how, setHow] = useState<Signature["kind"]>("drawn");
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>([]);
  const [typed, setTyped] = useState("");
  const tell = (kind: Signature["kind"], drawn: readonly (readonly number[])[], name: string) => {
    const signature: DrawnSignature = { kind: "drawn", ...signatureSheet, strokes: drawn };
    if (kind === "typed") onChange(name.trim() === "" ? null : { kind, name: name.trim() });
    else onChange(isDrawn(signature) ? signature : null);
  };
  const draw = (next: readonly (readonly number[])[]) => {
    setStrokes(next);
    tell("drawn", next, typed);
  };
  return (
    <div className={classes["pad"]}>
      <Radio.Group
        label="Signature"
        value={how}
        onChange={(value) => {
          setHow(value as Signature["kind"]);
          tell(value as Signature["kind"], strokes, typed);
        }}
      >
        <div className={classes["ways"]}>
          <Radio value="drawn" label="Draw it here" />
          <Radio value="typed" label="Type the name" />
        </div>
      </Radio.Group>
      {how === "drawn" ? (
        <Sheet strokes={strokes} onDraw={draw} />
      ) : (
        <TextInput
          aria-label="Type the full name to sign"
          placeholder={signer}
          maxLength={120}
          className={classes["typed"] ?? ""}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            tell("typed", strokes, event.currentTarget.value);
          }}
        />
      )}
    </div>
  );
}

type SheetProps = {
  readonly strokes: readonly (readonly number[])[];
  readonly onDraw: (strokes: readonly (readonly number[])[]) => void;
};

function Sheet({ strokes, onDraw }: SheetProps) {
  const sheet = useRef<SVGSVGElement>(null);
  const pen = useRef<{ readonly pointerId: number; stroke: readonly number[] } | null>(null);
  const hint = useId();
  const { width, height } = signatureSheet;
  const points = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);

  const placeOf = (event: PointerEvent): [x: number, y: number] => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    const on = (at: number, from: number, size: number, most: number): number =>
      Math.min(most, Math.max(0, Math.round(((at - from) / size) * most)));
    return [on(event.clientX, box.left, box.width, width), on(event.clientY, box.top, box.height, height)];
  };
  const down = (event: PointerEvent) => {
    if (pen.current !== null || event.button !== 0) return;
    if (strokes.length >= signatureLimits.strokes || points >= signatureLimits.points) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = { pointerId: event.pointerId, stroke: placeOf(event) };
    onDraw([...strokes, pen.current.stroke]);
  };
  const move = (event: PointerEvent) => {
    const held = pen.current;
    if (held?.pointerId !== event.pointerId || points >= signatureLimits.points) return;
    const [x, y] = placeOf(event);
    const [beforeX = 0, beforeY = 0] = held.stroke.slice(-2);
    if (Math.hypot(x - beforeX, y - beforeY) < leastStep) return;
    held.stroke = [...held.stroke, x, y];
    onDraw([...strokes.slice(0, -1), held.stroke]);
  };
  const up = (event: PointerEvent) => {
    if (pen.current?.pointerId === event.pointerId) pen.current = null;
  };
  return (
    <div className={classes["sheet"]}>
      <svg
        ref={sheet}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={strokes.length === 0 ? "Nothing signed yet" : "The signature as it is drawn"}
        aria-describedby={hint}
        data-signature-sheet
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      >
        <path className={classes["line"]} d={`M48 ${height - 88}H${width - 48}`} />
        <path className={classes["ink"]} d={signaturePath({ strokes })} />
      </svg>
      <div className={classes["under"]}>
        <span id={hint} className={classes["quiet"]}>
          With mouse, finger or pen
        </span>
        <Button variant="subtle" size="compact-sm" disabled={strokes.length === 0} onClick={() => onDraw([])}>
          Clear
        </Button>
      </div>
    </div>
  );
}
