/** Hands a file to the reader through the browser's own download. */
export function saveFile(content: Blob | string | Uint8Array<ArrayBuffer>, name: string, type = 'text/plain'): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
