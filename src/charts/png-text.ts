const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const END = 12;

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, k) => bytes[k] === byte);

/** The checksum of PNG chunks (CRC-32, polynomial EDB88320). */
function checksum(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let k = 0; k < 8; k++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** A PNG with one more text chunk (iTXt, uncompressed, UTF-8) before its end. */
export function withPngText(png: Uint8Array, key: string, text: string): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(`iTXt${key}\0\0\0\0\0${text}`);
  const out = new Uint8Array(png.length + body.length + 8);
  const view = new DataView(out.buffer);
  const at = png.length - END;
  out.set(png.subarray(0, at));
  view.setUint32(at, body.length - 4);
  out.set(body, at + 4);
  view.setUint32(at + 4 + body.length, checksum(body));
  out.set(png.subarray(at), at + 8 + body.length);
  return out;
}

/** The text a PNG carries under a key, or null. */
export function pngText(png: Uint8Array, key: string): string | null {
  if (!isPng(png)) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + END <= png.length; ) {
    const length = view.getUint32(at);
    const body = png.subarray(at + 8, at + 8 + length);
    if (String.fromCharCode(...png.subarray(at + 4, at + 8)) === 'iTXt') {
      const text = new TextDecoder().decode(body);
      if (text.startsWith(`${key}\0\0\0\0\0`)) return text.slice(key.length + 5);
    }
    at += length + END;
  }
  return null;
}
