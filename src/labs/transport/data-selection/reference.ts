import { extrapolate } from './extrapolate.ts';
import { calibratedGradient } from './label-aware-distance.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
export const reference: Record<string, (inputs: any) => Record<string, unknown>> = {
  'projektor/extrapolate': ({ n0, n1, n, perf0, perf1 }) => ({ perf: extrapolate(n0, n1, n, perf0, perf1) }),
  'projektor/calibratedGradient': ({ dual }) => ({ gradient: Array.from(calibratedGradient(dual)) }),
};
