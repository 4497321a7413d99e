import type { AnyBench } from '../../src/engine/bench.ts';
import type { ControlledBridge } from '../../src/labs/vae/fractional-bridge/problem.ts';
import type { SampledPaths } from '../../src/labs/vae/fractional-noise/problem.ts';
import { claimsOf, faulty } from '../claims-of.ts';

/** The noise bench with ten processes up to a rate of 1,000, whatever it is told. */
function generous(bench: AnyBench): AnyBench {
  const paths = bench.instances.paths;
  if (!paths) return bench;
  const make = ((params, source) =>
    paths.make({ ...params, terms: 10, fastest: 1000 }, source)) satisfies typeof paths.make;
  return { ...bench, instances: { ...bench.instances, paths: { ...paths, make } } };
}

const turned = (method: string) => (bench: AnyBench) =>
  faulty<ControlledBridge>(bench, method, ({ control, seed }) => ({
    seed,
    control: (step, states, rows, out) => {
      control(step, states, rows, out);
      for (let p = 0; p < rows; p++) out[p] = -out[p]!;
    },
  }));

/** The bound without the cost of the control. */
function free(bench: AnyBench): AnyBench {
  const { gap, logLikelihood } = bench.metrics;
  if (!gap || !logLikelihood) return bench;
  const measure: typeof gap.measure = (problem, iterate) =>
    problem.exact.logEvidence - logLikelihood.measure(problem, iterate);
  return { ...bench, metrics: { ...bench.metrics, gap: { ...gap, measure } } };
}

claimsOf('fractional-noise-sde', {
  faults: {
    'weights a tenth too large': {
      breaks: (bench) =>
        faulty<SampledPaths>(bench, 'optimalWeights', (paths) => ({
          ...paths,
          weights: paths.weights.map((value) => 1.1 * value),
        })),
      claims: ['smooth-at6', 'smooth-at7', 'smooth-at8', 'smooth-at9', 'brownian'],
    },
    'ten processes instead of five': { breaks: generous, claims: ['rough', 'rougher', 'more-terms'] },
    'quadrature in place of the fit': {
      breaks: (bench) =>
        bench.methods.hatQuadrature
          ? { ...bench, methods: { ...bench.methods, optimalWeights: bench.methods.hatQuadrature } }
          : bench,
      claims: ['beats-quadrature'],
    },
    'a learned control of the wrong sign': { breaks: turned('learnedControl'), claims: ['reaches-evidence'] },
    'an exact control of the wrong sign': {
      breaks: turned('exactControl'),
      claims: ['exact-control', 'exact-control-rough'],
      seeds: [1],
    },
    'a bound without the cost of the control': {
      breaks: free,
      claims: ['below-evidence', 'below-evidence-rough'],
    },
  },
});
