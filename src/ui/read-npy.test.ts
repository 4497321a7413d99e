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
    expect(() => readNpy(file('<c8', '(1,)', floats), 'e.npy')).toThrow('something else than plain numbers');
    expect(() => readNpy(file('<f4', '(2, 3)', floats, 'True'), 'f.npy')).toThrow('column by column');
    expect(() => readNpy(file('<f4', '(7, 3)', floats), 'g.npy')).toThrow('ends before its last number');
  });
});
