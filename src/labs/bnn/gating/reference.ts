import { massMask } from './activation-mass.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  mass: ({ act, r }) => ({
    mask: act.map((row: number[]) => {
      const mask = new Uint8Array(row.length);
      massMask(row, r, mask);
      return Array.from(mask);
    }),
  }),
};
