/** File names we propose in a dialog: what the page suggested, made safe on every system (control 24). */

const longest = 100;
/** Windows keeps these for devices, whatever the extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** `name.extension`, without anything a path, a shell or a file system gives a meaning to. */
export function proposedFileName(name: string, extension: string): string {
  const plain = name
    .normalize("NFC")
    // Separators, wildcards, control and format characters, lone surrogates.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>:"/\\|?*]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[\s.]+|[\s.]+$/g, "");
  const short = Array.from(plain).slice(0, longest).join("").trimEnd();
  const usable =
    short === "" || reserved.test(short.split(".")[0]!) ? `Perennial ${short}`.trim() : short;
  return `${usable}.${extension}`;
}
