import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';
import { openWasm } from '../open-wasm.ts';

await openWasm();

type Params = Readonly<Record<string, number | boolean>>;

/** Every model is trained under other weights than it reports. */
const misweighted =
  (weigh: (params: Params) => Params) =>
  (bench: AnyBench): AnyBench => ({
    ...bench,
    methods: Object.fromEntries(
      Object.entries(bench.methods).map(([id, method]) => [
        id,
        {
          ...method,
          *solve(...[problem, params, run]: Parameters<typeof method.solve>) {
            const asked = params as unknown as Params;
            const honest = method.solve(problem, params, run) as Iterable<{ settings: unknown }>;
            const { settings } = honest[Symbol.iterator]().next().value!;
            const trained = { ...asked, ...weigh(asked) } as unknown as typeof params;
            for (const fit of method.solve(problem, trained, run) as Iterable<object>) yield { ...fit, settings };
          },
        },
      ]),
    ),
  });

const times = (factor: number) =>
  misweighted(({ beta, beta2 }) => ({ beta: factor * Number(beta), beta2: factor * Number(beta2) }));

/** The image model trained with another pixel variance than it was given. */
const noisy = (eta2: number) => (bench: AnyBench) => instead(bench, 'vae', () => ({ eta2 }));

claimsOf('posterior-collapse', {
  // Four axes are active at a pixel variance of 0.15, where the linear theory leaves nine.
  doNotHold: ['relu-within'],
  faults: {
    'pixels of variance 1 all along': { breaks: noisy(1), claims: ['relu-follows', 'relu-falls'] },
    'pixels of variance 0.02 all along': { breaks: noisy(0.02), claims: ['relu-none'] },
    'the KL counts three times': {
      breaks: times(3),
      claims: [
        'vae',
        'fixed-variances',
        'conditional',
        'hierarchical',
        'two',
        'three',
        'one',
        'traded',
        'rho-0',
        'rho-5',
        'rho-8',
        'level-wide',
        'level-narrow',
        'level-weighted',
      ],
      seeds: [1],
    },
    'the KL counts for next to nothing': { breaks: times(0.05), claims: ['rho-95'], seeds: [1] },
  },
});
