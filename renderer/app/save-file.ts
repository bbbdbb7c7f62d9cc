/** Hands a file from the office to the person: a download that the shell or the browser asks a place for. */
export type FileFromOffice = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly base64: string;
};

export function blobOf(file: Pick<FileFromOffice, "base64" | "mediaType">): Blob {
  const binary = atob(file.base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return new Blob([bytes], { type: file.mediaType });
}

export function saveFile(file: FileFromOffice): void {
  const address = URL.createObjectURL(blobOf(file));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own reference by then; a minute covers the slowest disk.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
