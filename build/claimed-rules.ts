/**
 * The rules this version claims to hold. Each must have a test whose title carries its id;
 * `build/rules.test.ts` fails otherwise. Add a rule here when it is delivered.
 */
export const claimedRules: readonly string[] = [
  ...["F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7", "F-8", "F-9", "F-10"],
  ...["F-11", "F-12", "F-13", "F-14", "F-15", "F-16", "F-17", "F-18", "F-19", "F-20", "F-21"],
  ...["PPL-1", "PPL-2", "PPL-3", "PPL-4", "PPL-5", "PPL-6", "PPL-7", "PPL-8", "PPL-9", "PPL-10", "PPL-11", "PPL-12", "PPL-13", "PPL-14", "PPL-15", "PPL-16", "PPL-17", "PPL-18"],
  ...["MEM-1", "MEM-2", "MEM-3", "MEM-4", "MEM-5", "MEM-6", "MEM-7", "MEM-20"],
  ...["MEM-9", "MEM-10", "MEM-11", "MEM-12", "MEM-14", "MEM-21"],
  ...["MEM-13", "MEM-22", "MEM-15", "MEM-16", "MEM-17", "MEM-18", "MEM-19"],
  ...["BIL-1", "BIL-2", "BIL-3", "BIL-4", "BIL-5", "BIL-6", "BIL-7", "BIL-8", "BIL-9", "BIL-10"],
  ...["BIL-11", "BIL-12", "BIL-13", "BIL-14", "BIL-15", "BIL-16", "BIL-17", "BIL-18", "BIL-19", "BIL-20"],
  ...["INV-1", "INV-2", "INV-3", "INV-4", "INV-5", "INV-6", "INV-7", "INV-8", "INV-9"],
  ...["INV-12", "INV-13", "INV-14"],
  ...["INV-10", "PKG-12"],
  ...["PKG-1", "PKG-2", "PKG-3", "PKG-5", "PKG-6", "PKG-7", "PKG-8", "PKG-9"],
  ...["PKG-10", "PKG-11"],
  ...["INV-11", "INV-15", "INV-16", "REP-3"],
  ...["DOC-1", "DOC-2", "DOC-3", "DOC-4", "DOC-5", "DOC-6", "DOC-7", "DOC-11"],
];
