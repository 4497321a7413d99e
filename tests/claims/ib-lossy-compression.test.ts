import { ProblemError } from '../../src/engine/bench.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

interface Iterate {
  information: number;
}
interface Images {
  dx: number;
  x: Float64Array;
  y: { kind: string; values: Float64Array };
}

claimsOf('ib-lossy-compression', {
  doNotHold: ['network-fits'],
  faults: {
    'codes of y that belong to other samples': {
      breaks: (bench) => {
        const { lossyCompression } = bench.methods;
        if (!lossyCompression) return bench;
        const solve = (problem: Images, ...rest: unknown[]) => {
          if (problem.y.kind !== 'real') throw new ProblemError('The fault is made for a real y.');
          const { values: given } = problem.y;
          const row = problem.dx;
          const values = given.map((_, at) => given[(at + row) % given.length]!);
          // biome-ignore lint/suspicious/noExplicitAny: the broken solver passes on what it was given
          return (lossyCompression.solve as any)({ ...problem, y: { ...problem.y, values } }, ...rest);
        };
        return { ...bench, methods: { ...bench.methods, lossyCompression: { ...lossyCompression, solve } } };
      },
      claims: ['tracks-the-truth', 'four-nats', 'raw-saturates'],
      seeds: [1],
    },
    'nats reported as bits': {
      breaks: (bench) =>
        faulty<Iterate>(bench, 'kozachenkoLeonenko', (iterate) => {
          iterate.information *= Math.LN2;
        }),
      claims: ['gaussians', 'six-nats'],
      seeds: [1],
    },
    'neighbours counted in x twice, instead of in x and y': {
      breaks: (bench) => {
        const { ksg } = bench.methods;
        if (!ksg) return bench;
        const solve = (problem: Images, ...rest: unknown[]) =>
          // biome-ignore lint/suspicious/noExplicitAny: the broken solver passes on what it was given
          (ksg.solve as any)({ ...problem, y: { ...problem.y, values: problem.x } }, ...rest);
        return { ...bench, methods: { ...bench.methods, ksg: { ...ksg, solve } } };
      },
      claims: ['ksg-behind'],
      seeds: [1],
    },
    'wide bumps drawn where narrow ones are asked for': {
      breaks: (bench) => {
        const { bumpImages } = bench.instances;
        // biome-ignore lint/suspicious/noExplicitAny: the broken instance passes on what it was given
        const make = (values: any, source: any) => bumpImages!.make({ ...values, width: 0.3 }, source);
        return { ...bench, instances: { ...bench.instances, bumpImages: { ...bumpImages!, make } } };
      },
      claims: ['poor-code'],
      seeds: [1],
    },
    'a network whose weights do not move': {
      breaks: (bench) =>
        bench.id === 'information/plane' ? instead(bench, 'lossyCompression', () => ({ learningRate: 0 })) : bench,
      claims: ['network-compresses'],
      seeds: [1],
    },
  },
});
