/**
 * What the tests need besides npm packages: a Chromium, a font with many scripts, and the tools
 * that read PDFs. Debian and Ubuntu get what is missing installed; elsewhere we say what to
 * install, and the tests that need it are skipped with that reason.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { firstLine, hasProgram, run } from "./run.mjs";

/**
 * Each need with the Debian package that meets it. `flag` is the environment variable that tells
 * tests it is missing; they skip themselves and print the reason.
 */
const needs = [
  {
    what: "Chromium or Chrome",
    debian: "chromium",
    flag: "PERENNIAL_NO_BROWSER",
    isMet: () => findChromium() !== undefined,
  },
  {
    what: "the Noto Sans fonts",
    debian: "fonts-noto-core",
    flag: "PERENNIAL_NO_FONTS",
    isMet: hasNotoFonts,
  },
  {
    what: "poppler (pdftotext, pdftoppm)",
    debian: "poppler-utils",
    flag: "PERENNIAL_NO_POPPLER",
    isMet: () => hasProgram("pdftotext") && hasProgram("pdftoppm"),
  },
  { what: "qpdf", debian: "qpdf", flag: "PERENNIAL_NO_QPDF", isMet: () => hasProgram("qpdf") },
  {
    what: "strace (power-cut tests, Linux only)",
    debian: "strace",
    flag: "PERENNIAL_NO_STRACE",
    isMet: () => hasProgram("strace"),
  },
];

/**
 * Installs what it may, and answers the environment for the tests: `CHROMIUM` and a flag for each
 * need that stays unmet.
 * @returns {Promise<Record<string, string>>}
 */
export async function ensureTestMachine() {
  let missing = needs.filter((need) => process.env[need.flag] !== "1" && !need.isMet());
  if (missing.length > 0 && hasProgram("apt-get")) {
    await aptInstall(missing.map((need) => need.debian));
    missing = missing.filter((need) => !need.isMet());
  }
  for (const need of missing) {
    console.log(`Missing: ${need.what}. Tests that need it are skipped. ${adviceFor(need)}`);
  }
  const env = Object.fromEntries(missing.map((need) => [need.flag, "1"]));
  const chromium = findChromium();
  if (chromium) env.CHROMIUM = chromium;
  return env;
}

function adviceFor(need) {
  if (process.platform === "linux")
    return `Install the package ${need.debian} (Debian's name for it).`;
  if (need.debian === "strace") return "";
  if (process.platform === "darwin") {
    const brew = {
      chromium: "--cask google-chrome",
      "fonts-noto-core": "--cask font-noto-sans",
      "poppler-utils": "poppler",
    };
    return `Install it with: brew install ${brew[need.debian] ?? need.debian}`;
  }
  const winget = {
    chromium: "Google.Chrome",
    qpdf: "QPDF.QPDF",
    "poppler-utils": "oschwartz10612.Poppler",
  };
  const id = winget[need.debian];
  return id
    ? `Install it with: winget install ${id}`
    : "Install Noto Sans from https://fonts.google.com/noto.";
}

async function aptInstall(packages) {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (asRoot.length > 0 && firstLine("sudo", ["-n", "true"]) === undefined) {
    console.log(`To run every test: sudo apt-get install ${packages.join(" ")}`);
    return;
  }
  console.log(
    `Installing ${packages.join(", ")} with apt-get (several minutes on a new machine) …`,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = async (...args) => {
    const [program, ...rest] = [...asRoot, "apt-get", ...args];
    return run(program, rest, { env, capture: true, limitSeconds: 900 });
  };
  const install = ["install", "-y", "-q", "--no-install-recommends", ...packages];
  const updated = await apt("update", "-q");
  const ended = await apt(...install);
  if (ended.code === 0) return;
  console.log("apt-get could not install them; its last words:");
  console.log(
    `${updated.code === 0 ? "" : updated.output}${ended.output}`
      .trim()
      .split("\n")
      .slice(-6)
      .join("\n"),
  );
}

/** The browser the tests drive: `CHROMIUM`, or a Chromium or Chrome in its usual place. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return existsSync(env.CHROMIUM) ? env.CHROMIUM : undefined;
  return usualPlaces(env).find((path) => existsSync(path));
}

function usualPlaces(env) {
  if (process.platform === "darwin") {
    return ["Chromium", "Google Chrome", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const bases = [env.ProgramFiles, env["ProgramFiles(x86)"], env.LOCALAPPDATA].filter(Boolean);
    return bases.flatMap((base) => [
      join(base, "Google", "Chrome", "Application", "chrome.exe"),
      join(base, "Chromium", "Application", "chrome.exe"),
      join(base, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  }
  // Ubuntu's /usr/bin/chromium-browser only starts a snap, which most build machines cannot run.
  return [
    "/usr/bin/chromium",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
  ];
}

function hasNotoFonts() {
  if (process.platform !== "linux") return true;
  return (
    existsSync("/usr/share/fonts/truetype/noto") ||
    (firstLine("fc-list", ["Noto Sans"]) !== undefined &&
      firstLine("fc-list", ["Noto Sans"]) !== "")
  );
}
