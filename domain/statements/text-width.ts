/**
 * How wide a line of the address will be in Noto Sans Regular, without opening a font. The estimate
 * is exact for ASCII and accented Latin and never less than the print for other scripts, so that an
 * address said to fit the window does fit (DOC-3).
 */

/** Advance widths of U+0020 … U+007E in thousandths of an em. */
const asciiWidths = [
  260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572,
  572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556,
  519, 728, 741, 339, 273, 619, 524, 907, 760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586,
  566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534,
  258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572,
];

/** Vietnamese ơ and ư are a little wider than o and u; other marks add nothing. */
const hornWidth = 60;
const bounds = { letter: 780, capital: 1000, ideograph: 1000, anything: 1300 };

/** Width of one line in ems. */
export function textWidthEm(text: string): number {
  let thousandths = 0;
  for (const mark of text.normalize("NFD")) thousandths += characterWidth(mark);
  return thousandths / 1000;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const ascii = asciiWidths[code - 0x20];
  if (ascii !== undefined) return ascii;
  if (code === 0x31b) return hornWidth;
  if (/\p{M}/u.test(character)) return 0;
  // Letters as wide as a Han character, of the block that is made for standing between them.
  if (code >= 0xff01 && code <= 0xff60) return bounds.ideograph;
  if (
    /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(
      character,
    )
  ) {
    return character === character.toLowerCase() ? bounds.letter : bounds.capital;
  }
  // NFD takes a Hangul syllable apart; its leading consonant then stands for the whole square.
  if (code >= 0x1160 && code <= 0x11ff) return 0;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character)) {
    return bounds.ideograph;
  }
  return bounds.anything;
}
