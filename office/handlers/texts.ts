/** The practice's own texts over the contract (DOC-8); a preview is drawn by the thread that makes the papers. */
import type { TextPreview } from "#contract/texts.ts";
import { listTexts, readText, saveText, turnText } from "#services/texts/manage.ts";
import { previewText, type TextTried } from "#services/texts/preview.ts";
import { os } from "../implementer.ts";
import type { OfficeCore } from "../office-core.ts";

/** More pages than this nobody looks at beside a text. */
const mostPages = 3;

async function drawn(office: OfficeCore, { sheet }: TextTried, signal: AbortSignal | undefined): Promise<Pick<TextPreview, "pages" | "pageCount" | "missingCharacters">> {
  if (sheet === null) return { pages: [], pageCount: 0, missingCharacters: [] };
  const { pictures, pages, missing } = await office.documents().picture(sheet.kind, sheet.data, mostPages, signal);
  return { pages: pictures.map((svg) => Buffer.from(svg, "utf8").toString("base64")), pageCount: pages, missingCharacters: [...missing] };
}

export const textHandlers = {
  texts: {
    list: os.texts.list.handler(({ context }) => listTexts(context.cx)),
    read: os.texts.read.handler(({ context, input }) => {
      const text = readText(context.cx, input.textId);
      return { ...text, fields: [...text.fields], history: [...text.history] };
    }),
    preview: os.texts.preview.handler(async ({ context, input, signal }): Promise<TextPreview> => {
      const tried = previewText(context.cx, input);
      const { household, from, examples, mail } = tried;
      return { household, from, examples: [...examples], mail, ...(await drawn(context.office, tried, signal)) };
    }),
    save: os.texts.save.handler(({ context, input }) => saveText(context.cx, input)),
    turn: os.texts.turn.handler(({ context, input }) => turnText(context.cx, input)),
  },
};
