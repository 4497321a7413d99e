import { describe, expect, it } from 'vitest';
import { readNpy } from './read-npy.ts';

function file(descr: string, shape: string, body: Uint8Array, order = 'False'): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const text = `${header.padEnd(53, ' ')}\n`;
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0, ...Buffer.from(text), ...body]);
}
const floats = new Uint8Array(Float32Array.of(0, 0.5, 1, -2.25, 3, 4).buffer);

describe('readNpy', () => {
  it('reads numbers row by row, with their shape', () => {
    const { shape, values } = readNpy(file('<f4', '(2, 3)', floats), 'a.npy');
    expect(shape).toEqual([2, 3]);
    expect([...values]).toEqual([0, 0.5, 1, -2.25, 3, 4]);
  });

  it('reads bytes and big-endian integers', () => {
    expect([...readNpy(file('|u1', '(3,)', Uint8Array.of(0, 128, 255)), 'b.npy').values]).toEqual([0, 128, 255]);
    expect([...readNpy(file('>i2', '(2,)', Uint8Array.of(1, 0, 255, 254)), 'c.npy').values]).toEqual([256, -2]);
  });

  it('names what is wrong with a file that it cannot read', () => {
    expect(() => readNpy(Uint8Array.of(1, 2, 3), 'd.npy')).toThrow('d.npy is not an NPY file; accepted is');
    for (const [descr, words] of [
      ['<c8', 'numbers of type complex64'],
      ['<c16', 'numbers of type complex128'],
      ['<f2', 'numbers of type float16'],
      ['<u8', 'numbers of type uint64'],
      ['|O', 'Python objects'],
      ['<U7', 'text'],
      ['<x3', 'values of type x3'],
    ] as const)
      expect(() => readNpy(file(descr, '(1,)', floats), 'e.npy')).toThrow(
        `e.npy holds ${words}; accepted is an NPY file of float32, float64, bool, or integers of 8 to 64 bits`,
      );
    const fields = Uint8Array.from(
      Buffer.from(
        Buffer.from(file('<f4', '(1,)', floats))
          .toString('latin1')
          .replace("'<f4'", "[('x', ...)]")
          .replace('  ', ''),
        'latin1',
      ),
    );
    expect(() => readNpy(fields, 'r.npy')).toThrow('r.npy holds records of several fields; accepted is');
    for (const length of [6, 11, 40])
      expect(() => readNpy(file('<f4', '(2, 3)', floats).subarray(0, length), 'h.npy')).toThrow(
        'h.npy ends within its header; accepted is',
      );
    expect(() => readNpy(file('<f4', '(2, -3)', floats), 's.npy')).toThrow('s.npy does not say its shape');
    expect(() => readNpy(file('<f4', '(2, 3)', floats, 'True'), 'f.npy')).toThrow('column by column');
    expect(() => readNpy(file('<f4', '(7, 3)', floats), 'g.npy')).toThrow('ends before its last number');
  });
});
