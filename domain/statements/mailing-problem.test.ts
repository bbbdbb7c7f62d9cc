import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressBlock, recipientLines, requireAddressFits } from "./address-block.ts";
import { envelopePresets, layOutWindows, type EnvelopeName } from "./envelope.ts";
import { mailingProblem, windowProblem } from "./mailing-problem.ts";

const setup = { paper: "letter", envelope: "single-10", addressWindow: null } as const;
const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `Line ${index + 1}`);

describe("DOC-3 DOC-5 an address that does not show whole behind the window", () => {
  test("DOC-3 an address of 12 lines is said with how many there is room for, an ordinary one is no problem", () => {
    expect(windowProblem(setup, { name: "Rosa Lee", addressLines: ["12 Oak St", "Lowell, MA 01850"] })).toBe("");
    const said = windowProblem(setup, { name: "Rosa Lee", addressLines: lines(11) });
    expect(said).toMatch(/^The address has 12 lines; the window has room for \d+$/);
    const most = Number(/room for (\d+)/.exec(said)?.[1]);
    expect(windowProblem(setup, { name: "Rosa Lee", addressLines: lines(most - 1) })).toBe("");
    expect(windowProblem(setup, { name: "Rosa Lee", addressLines: lines(most) })).not.toBe("");
  });

  test("DOC-3 a line that is too wide is named, whether it is the street or the name", () => {
    const wide = "The Residence at the Old Mill on the Upper Green, Building Seven, Apartment 1204";
    expect(windowProblem(setup, { name: "Rosa Lee", addressLines: [wide, "Lowell, MA 01850"] })).toBe(`Too wide for the window: “${wide}”`);
    expect(windowProblem(setup, { name: wide, addressLines: ["12 Oak St"] })).toBe(`Too wide for the window: “${wide}”`);
  });

  test("DOC-3 for every envelope it says a problem exactly where the single statement is refused", () => {
    const names = Object.keys(envelopePresets) as EnvelopeName[];
    const line = fc.string({ unit: fc.constantFrom("a", "W", "i", " ", "é", "界"), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...names), line, fc.array(line, { maxLength: 12 }), (envelope, name, addressLines) => {
        const paper = envelope === "dl" ? ("a4" as const) : ("letter" as const);
        const recipient = { name, addressLines };
        const { addressBox } = layOutWindows(envelope, paper, null);
        const refused = (() => {
          try {
            requireAddressFits(addressBox, recipient, "1042");
            return false;
          } catch {
            return true;
          }
        })();
        expect(windowProblem({ paper, envelope, addressWindow: null }, recipient) !== "").toBe(refused);
        expect(addressBlock(addressBox, recipientLines(recipient)).fits).toBe(!refused);
      }),
    );
  });

  test("DOC-5 what is missing comes before what is too long", () => {
    expect(mailingProblem({ payerStatus: null, line1: "", city: "Lowell" })).toBe("No street in the address");
    expect(mailingProblem({ payerStatus: null, line1: "12 Oak St", city: " " })).toBe("No town in the address");
  });
});
