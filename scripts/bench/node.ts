// What `npm run bench` runs once it is bundled; run.mjs builds it, prints what it returns and writes it down.
import { closeBackend } from '../../src/tensor/backend.ts';
import { addLimits } from './add-limits.ts';
import { measureAgainstPython } from './against-python.ts';
import { measureBnn, type PosteriorMeasurement } from './bnn.ts';
import { measureInformation } from './information.ts';
import { measureKernel } from './kernel-anywhere.ts';
import { measureNative } from './native.ts';
import { measurePage, type PageMeasurement } from './page.ts';
import type { Measurement, NotMeasured } from './paired.ts';
import { measurePlane, type PlaneMeasurement } from './plane.ts';
import { measureScale, type ScaleMeasurement } from './scale.ts';
import { measureIterations, measureNewton } from './solvers.ts';
import { measureTraining } from './training.ts';
import { measureTransport } from './transport.ts';
import { measureVae } from './vae.ts';

export type Result =
  | Measurement
  | NotMeasured
  | PageMeasurement
  | PlaneMeasurement
  | PosteriorMeasurement
  | ScaleMeasurement;

export interface BenchOptions {
  /** A smoke test: small sizes, three pairs. */
  readonly quick: boolean;
  /** Also runs log-domain Sinkhorn to the end once. */
  readonly full: boolean;
  readonly only: readonly string[];
  /** Also computes the same problems in Python, where there is one. */
  readonly againstPython: boolean;
  readonly wasmPaths: string;
  readonly pageFolder: string;
  readonly say: (words: string) => void;
}

export async function benchmark(options: BenchOptions): Promise<Result[]> {
  const { quick, only, say } = options;
  const sizes = { ...options, pairs: quick ? 3 : 9, sampleMs: quick ? 30 : 250 };
  const parts: Record<string, () => Promise<Result[]>> = {
    iteration: async () => [...(await measureNative(sizes)), ...(await measureIterations(sizes))],
    newton: () => measureNewton(sizes),
    kernel: () => measureKernel(sizes),
    information: () => measureInformation(sizes),
    plane: () => measurePlane(quick),
    training: () => measureTraining(sizes),
    vae: () => measureVae(sizes),
    bnn: () => measureBnn(sizes),
    transport: () => measureTransport(sizes),
    scale: () => measureScale(options),
    page: () => measurePage(quick ? 2 : 5),
    python: () => measureAgainstPython({ ...sizes, say }),
  };
  const results: Result[] = [];
  for (const [id, measure] of Object.entries(parts)) {
    if (only.length > 0 ? !only.includes(id) : id === 'python' && !options.againstPython) continue;
    say(`measuring ${id} …`);
    results.push(...addLimits(await measure()));
  }
  closeBackend();
  return results;
}
