import { choice } from '../../../params/descriptor.ts';
import type { Noise } from './noise.ts';
import type { Sites } from './problem.ts';
import { reparameterised, scoredNormal } from './sites.ts';

/** Strategy of the normal sites beside a method's own for the flips. */
export const normalSiteParam = choice({
  label: 'Normal sites',
  options: ['reparameterised', 'scoreFunction'],
  optionLabels: { reparameterised: 'reparameterised', scoreFunction: 'score function' },
  default: 'reparameterised',
});

export const normalSite = (strategy: 'reparameterised' | 'scoreFunction', noise: Noise): Sites['normal'] =>
  strategy === 'reparameterised' ? reparameterised(noise) : scoredNormal(noise, null);
