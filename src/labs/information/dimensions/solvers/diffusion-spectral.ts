import { diffusionSpectrum, spectralEntropy } from '../../../../math/diffusion-spectrum.ts';
import { choice, integer, number } from '../../../../params/descriptor.ts';
import { method, type Probed } from '../problem.ts';

/**
 * Diffusion spectral entropy of every cloud, bits: the entropy of the diffusion operator's eigenvalues to the power t
 * (Liao et al. 2024). It ends by itself at the largest dimension.
 */
export const diffusionSpectral = method({
  label: 'Diffusion spectral entropy',
  source: 'Liao et al. 2024',
  precision: 'float64',
  params: {
    diffusionWidth: number({ label: 'Kernel width', symbol: 'σ', min: 0.3, max: 30, scale: 'log', default: 3 }),
    diffusionTime: integer({ label: 'Diffusion time', symbol: 't', min: 1, max: 10, default: 1 }),
    operator: choice({
      label: 'Operator',
      options: ['released', 'anisotropic'],
      default: 'released',
      optionLabels: { released: 'of the released code', anisotropic: 'of the paper, α = 1/2' },
    }),
  },
  *solve(
    { n, ambient, dimensions, cloud },
    { diffusionWidth, diffusionTime, operator },
    run,
  ): Generator<Probed | undefined> {
    const entropies: number[] = [];
    for (const dimension of dimensions) {
      run.count('eigenvalue', n * n);
      const eigenvalues = yield* diffusionSpectrum(
        cloud(dimension),
        n,
        ambient,
        diffusionWidth,
        operator === 'released' ? { kind: 'symmetric' } : { kind: 'anisotropic', alpha: 0.5 },
      );
      const entropy = spectralEntropy(eigenvalues, diffusionTime);
      entropies.push(entropy);
      yield {
        dimension,
        entropy,
        entropies: Float64Array.from(entropies),
        masses: eigenvalues.map((v) => Math.abs(v) ** diffusionTime),
        kind: 'spectrum',
      };
    }
  },
});
