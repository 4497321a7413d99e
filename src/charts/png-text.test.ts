import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pngText, withPngText } from './png-text.ts';

/** A PNG of one grey pixel. */
const png = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'),
);

describe('text in a PNG', () => {
  it('comes back as it was written, with every letter', () => {
    expect(pngText(withPngText(png, 'paperscope', '{"ε":"≤ 3"}'), 'paperscope')).toBe('{"ε":"≤ 3"}');
  });

  it('has the checksum that PNG asks for', () => {
    const out = withPngText(png, 'k', 'x');
    const end = out.length - 12 - 4;
    expect(new DataView(out.buffer).getUint32(end)).toBe(crc32(out.subarray(png.length - 12 + 4, end)));
    expect([...out.subarray(-12)]).toEqual([...png.subarray(-12)]);
  });

  it('is null where there is none', () => {
    expect(pngText(png, 'paperscope')).toBeNull();
    expect(pngText(Uint8Array.of(1, 2, 3), 'paperscope')).toBeNull();
  });
});
