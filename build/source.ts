/**
 * Reads a source file with the parser that also builds the screens, and tells what it imports and
 * which global names it uses. The house checks look at syntax trees, because a regular expression
 * misses what is split over lines and finds what stands in comments.
 */
import { parseSync } from "vite";

/** One way in which a file names another file or a package. */
export type Import = {
  /** The text between the quotes; nothing when it is computed at run time. */
  readonly from: string | undefined;
  readonly how: "import" | "export" | "dynamic" | "require" | "address";
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
  readonly everything: boolean;
  readonly line: number;
};

/** A reference such as `fetch` or `Math.random`, with the object it is taken from. */
export type Use = { readonly name: string; readonly line: number };

/** A test or a group of tests: `title` holds its own words and those of the groups around it. */
export type TestTitle = {
  readonly title: string;
  readonly skipped: boolean;
  readonly line: number;
};

export type Source = {
  readonly imports: readonly Import[];
  readonly uses: readonly Use[];
  readonly tests: readonly TestTitle[];
  /** Whether the file exports a value, not only types. */
  readonly hasValues: boolean;
};

type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
};

/** Parses TypeScript or TSX; a file that does not parse is a broken build and throws. */
export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const lines = lineStarts(text);
  const reader = new Reader((position) => lineAt(lines, position));
  reader.walk(program as unknown as Node, "", []);
  return reader;
}

class Reader implements Source {
  readonly imports: Import[] = [];
  readonly uses: Use[] = [];
  readonly tests: TestTitle[] = [];
  hasValues = false;
  readonly #line: (position: number) => number;

  constructor(line: (position: number) => number) {
    this.#line = line;
  }

  walk(node: Node, role: string, groups: readonly string[]): void {
    const inner = this.#look(node, role, groups);
    for (const [key, value] of Object.entries(node)) {
      if (isNode(value))
        this.walk(value, `${node.type}.${key}${node["computed"] === true ? "[]" : ""}`, inner);
      else if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) this.walk(item, `${node.type}.${key}`, inner);
      }
    }
  }

  /** Notes what a node says, and answers the titles of the test groups around its children. */
  #look(node: Node, role: string, groups: readonly string[]): readonly string[] {
    switch (node.type) {
      case "ImportDeclaration":
        this.#importDeclaration(node);
        break;
      case "ExportAllDeclaration":
        this.#add(node, "export", node["source"], node["exportKind"] === "type", true);
        if (node["exportKind"] !== "type") this.hasValues = true;
        break;
      case "ExportNamedDeclaration":
        this.#exportDeclaration(node);
        break;
      case "ExportDefaultDeclaration":
        this.hasValues = true;
        break;
      case "ImportExpression":
        this.#add(node, "dynamic", node["source"], false);
        break;
      case "TSImportType":
        this.#add(node, "import", node["source"], true);
        break;
      case "NewExpression":
        if (isAddress(node)) this.#add(node, "address", argumentsOf(node)[0], false);
        break;
      case "CallExpression":
        return this.#call(node, groups);
      case "MemberExpression":
        this.#member(node);
        break;
      case "Identifier":
        if (!namesOnly.has(role))
          this.uses.push({ name: String(node["name"]), line: this.#line(node.start) });
        break;
      default:
    }
    return groups;
  }

  #importDeclaration(node: Node): void {
    const specifiers = (node["specifiers"] as Node[] | undefined) ?? [];
    const eachType =
      specifiers.length > 0 && specifiers.every((one) => one["importKind"] === "type");
    this.#add(node, "import", node["source"], node["importKind"] === "type" || eachType);
  }

  #exportDeclaration(node: Node): void {
    const typeOnly = node["exportKind"] === "type";
    if (isNode(node["source"])) this.#add(node, "export", node["source"], typeOnly);
    if (!typeOnly) this.hasValues = true;
  }

  #call(node: Node, groups: readonly string[]): readonly string[] {
    const callee = node["callee"] as Node;
    const args = argumentsOf(node);
    const name = dotted(callee);
    if (name === "require") this.#add(node, "require", args[0], false);
    if (name === "import.meta.resolve") this.#add(node, "require", args[0], false);
    const words = testWords(callee);
    const title = args[0] === undefined ? undefined : literalText(args[0]);
    const group = words?.[0] === "describe" || words?.[0] === "suite";
    if (!words || title === undefined) return groups;
    const skipped = words.includes("skip") || words.includes("todo");
    const around = [...groups, title];
    if (!group) this.tests.push({ title: around.join(" "), skipped, line: this.#line(node.start) });
    return group ? around : groups;
  }

  #member(node: Node): void {
    const name = dotted(node);
    if (name) this.uses.push({ name, line: this.#line(node.start) });
  }

  #add(
    node: Node,
    how: Import["how"],
    source: unknown,
    typeOnly: boolean,
    everything = false,
  ): void {
    const from = isNode(source) ? literalText(source) : undefined;
    this.imports.push({ from, how, typeOnly, everything, line: this.#line(node.start) });
  }
}

/** Places where an identifier is a mere name of a member, not a reference to a variable. */
const namesOnly = new Set([
  "MemberExpression.property",
  "Property.key",
  "MethodDefinition.key",
  "PropertyDefinition.key",
  "TSPropertySignature.key",
  "TSMethodSignature.key",
  "ImportSpecifier.imported",
  "ExportSpecifier.exported",
  "TSQualifiedName.right",
  "LabeledStatement.label",
]);

const testFunctions = new Set(["test", "it", "describe", "suite"]);

/** The words of a test call, such as `test`, `each` for `test.each([…])("title", …)`; nothing for other calls. */
function testWords(callee: Node): string[] | undefined {
  const words: string[] = [];
  let part: Node = callee;
  for (;;) {
    if (part.type === "CallExpression") part = part["callee"] as Node;
    else if (part.type === "TaggedTemplateExpression") part = part["tag"] as Node;
    else if (part.type === "MemberExpression") {
      words.unshift(String((part["property"] as Node)["name"]));
      part = part["object"] as Node;
    } else break;
  }
  if (part.type !== "Identifier" || !testFunctions.has(String(part["name"]))) return undefined;
  return [String(part["name"]), ...words];
}

/** `a.b.c` for a chain of plain members, `import.meta.resolve` included. */
function dotted(node: Node): string | undefined {
  if (node.type === "Identifier") return String(node["name"]);
  if (node.type === "MetaProperty") return "import.meta";
  if (node.type !== "MemberExpression" || node["computed"] === true) return undefined;
  const object = dotted(node["object"] as Node);
  return object && `${object}.${String((node["property"] as Node)["name"])}`;
}

/** `new URL("./x.ts", import.meta.url)`: how a worker or a file beside the source is named. */
function isAddress(node: Node): boolean {
  const [, base] = argumentsOf(node);
  return (
    dotted(node["callee"] as Node) === "URL" &&
    base !== undefined &&
    dotted(base) === "import.meta.url"
  );
}

function argumentsOf(node: Node): Node[] {
  return (node["arguments"] as Node[] | undefined) ?? [];
}

/** The text of a string or of a template's fixed parts. */
function literalText(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : undefined;
  if (node.type === "BinaryExpression") {
    const left = literalText(node["left"] as Node);
    const right = literalText(node["right"] as Node);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (node.type !== "TemplateLiteral") return undefined;
  const quasis = node["quasis"] as readonly { value: { cooked: string } }[];
  return quasis.map((quasi) => quasi.value.cooked).join("…");
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
