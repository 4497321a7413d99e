import { afterEach, describe, expect, it, vi } from 'vitest';
import { openKernels } from './open-kernels.ts';
import { openSinkhorn } from './sinkhorn.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  delete process.env.PAPERSCOPE_TWINS;
});

const sizes = { x: 3, out: 3 };
const work = ({ run, floats }: ReturnType<typeof openSinkhorn<typeof sizes>>) => {
  floats.x.set([0, 1, -1]);
  run.exponentials(floats.x, floats.out, 3);
  return [...floats.out];
};

describe('Kernels', () => {
  it('run on a memory of their own, in which all arrays lie, zero at first and on cache lines', () => {
    const [one, other] = [openSinkhorn(sizes), openSinkhorn(sizes)];
    expect(one.native).toBe(true);
    expect(one.floats.x.buffer).toBe(one.floats.out.buffer);
    expect(one.floats.x.buffer).not.toBe(other.floats.x.buffer);
    expect([...one.floats.x, ...one.floats.out]).toEqual([0, 0, 0, 0, 0, 0]);
    for (const { byteOffset } of Object.values(one.floats)) expect(byteOffset % 64).toBe(0);
  });

  it('refuse an array from elsewhere', () => {
    const { run, floats } = openSinkhorn(sizes);
    expect(() => run.exponentials(new Float64Array(3), floats.out, 3)).toThrow('outside its memory');
    expect(() => run.exponentials(openSinkhorn(sizes).floats.x, floats.out, 3)).toThrow('outside its memory');
  });

  it('give way to the twins where the environment asks for them, with the same numbers', () => {
    const native = work(openSinkhorn(sizes));
    process.env.PAPERSCOPE_TWINS = '1';
    const twins = openSinkhorn(sizes);
    expect(twins.native).toBe(false);
    expect(work(twins)).toEqual(native);
  });

  it('give way to the twins where the memory cannot be had', () => {
    const { Module, Instance, validate } = WebAssembly;
    class Memory {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    }
    vi.stubGlobal('WebAssembly', { Module, Instance, validate, Memory });
    const opened = openSinkhorn(sizes);
    expect(opened.native).toBe(false);
    expect(work(opened)[0]).toBe(1);
  });

  it('give way to the twins where the module is refused', () => {
    const opened = openKernels(Uint8Array.of(0, 97, 115, 109), { twice: (x: Float64Array) => 2 * x[0]! }, { x: 1 });
    expect(opened.native).toBe(false);
    opened.floats.x[0] = 4;
    expect(opened.run.twice(opened.floats.x)).toBe(8);
  });
});
