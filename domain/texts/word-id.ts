/** How a heading or fixed word of a paper is called in the register: `word.<table>.<key>` (DOC-8). */
export type WordTextId = `word.${string}.${string}`;

export function isWordId(textId: string): textId is WordTextId {
  return /^word\.[a-z]+\.\w+$/iu.test(textId);
}
