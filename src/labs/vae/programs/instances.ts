import { number } from '../../../params/descriptor.ts';
import { coneProgram, conjugateProgram, flipProgram, mixtureProgram, squareProgram } from './models.ts';
import { instance } from './problem.ts';

const sdOf = (value: number) =>
  number({ label: 'Spread of q', symbol: 's', min: 0.05, max: 3, default: value, scale: 'log' });

export const conjugate = instance({
  label: 'Two normals',
  help: 'z is N(0, 1), x is N(z, 1) and is seen; q is normal, and can be the posterior.',
  params: {
    observed: number({ label: 'Observed', symbol: 'x', min: -4, max: 4, default: 2 }),
    mean: number({ label: 'Mean of q', symbol: 'm', min: -4, max: 4, default: 0.5 }),
    sd: sdOf(1.2),
  },
  make: ({ observed, mean, sd }) => conjugateProgram(observed, mean, sd),
});

export const mixture = instance({
  label: 'A flip and a normal',
  help: 'A coin chooses one of two components, z is normal about its centre, x is N(z, 1) and is seen.',
  params: {
    observed: number({ label: 'Observed', symbol: 'x', min: -4, max: 4, default: 0 }),
    logit: number({ label: 'Log odds of heads in q', symbol: 'a', min: -4, max: 4, default: 0 }),
    mean: number({ label: 'Mean of q', symbol: 'm', min: -4, max: 4, default: 0.5 }),
    sd: sdOf(1),
  },
  make: ({ observed, logit, mean, sd }) => mixtureProgram(observed, logit, mean, sd),
});

export const cone = instance({
  label: 'Cone',
  help: 'x and y are N(0, 10), z is N(x² + y², 0.5) and is seen: the posterior is a ring.',
  params: {
    observed: number({ label: 'Observed', symbol: 'z', min: 1, max: 9, default: 5 }),
    meanX: number({ label: 'Mean of q in x', symbol: 'm₁', min: -3, max: 3, default: 2 }),
    meanY: number({ label: 'Mean of q in y', symbol: 'm₂', min: -3, max: 3, default: 0 }),
    sd: sdOf(0.5),
  },
  make: ({ observed, meanX, meanY, sd }) => coneProgram(observed, meanX, meanY, sd),
});

export const square = instance({
  label: 'A square',
  help: 'The mean of x² for x from N(θ, 1), whose gradient is 2θ.',
  params: { theta: number({ label: 'Mean', symbol: 'θ', min: -3, max: 3, default: 1 }) },
  make: ({ theta }) => squareProgram(theta),
});

export const flip = instance({
  label: 'A flip',
  help: 'The mean of f(b) for a coin b, whose gradient is f(1) − f(0).',
  params: {
    chance: number({ label: 'Chance of heads', symbol: 'p', min: 0.02, max: 0.98, default: 0.35 }),
    heads: number({ label: 'f(1)', min: -3, max: 3, default: 1.5 }),
    tails: number({ label: 'f(0)', min: -3, max: 3, default: 0.25 }),
  },
  make: ({ chance, heads, tails }) => flipProgram(chance, heads, tails),
});
