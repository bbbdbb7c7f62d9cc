/** A file as an answer: bytes as base64, the same over every transport. */
export type FileOut = {
  fileName: string;
  mediaType: "application/pdf" | "text/csv" | "text/plain" | "application/json";
  base64: string;
};

export function csvFileOut(fileName: string, text: string): FileOut {
  return { fileName, mediaType: "text/csv", base64: Buffer.from(text, "utf8").toString("base64") };
}

export function pdfFileOut(fileName: string, bytes: Uint8Array): FileOut {
  return { fileName, mediaType: "application/pdf", base64: Buffer.from(bytes).toString("base64") };
}
