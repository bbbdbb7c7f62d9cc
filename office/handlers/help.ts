/** The Help Center over the contract: the practice's notes, and an article on paper (HLP-2, DOC-1). */
import { helpArticleOnPaper } from "#services/help/article-on-paper.ts";
import { helpNotes, saveHelpNote } from "#services/help/notes.ts";
import { pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";

export const helpHandlers = {
  help: {
    notes: os.help.notes.handler(({ context }) => helpNotes(context.cx)),
    saveNote: os.help.saveNote.handler(({ context, input }) => saveHelpNote(context.cx, input)),
    articlePdf: os.help.articlePdf.handler(async ({ context, input, signal }) => {
      const { pdf } = await context.office.documents().render("help_article", helpArticleOnPaper(context.cx, input), signal ? { signal } : {});
      return pdfFileOut(`help-${input.articleId}.pdf`, pdf);
    }),
  },
};
