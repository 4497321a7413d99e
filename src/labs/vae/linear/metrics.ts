import type { Metric } from '../../../engine/bench.ts';
import { hierarchyMinimum, ppcaLogLikelihood, vaeMinimum } from './closed-form.ts';
import { boundOf, lossOf } from './measure-bound.ts';
import type { LinearData, LinearFit, Spectrum } from './problem.ts';
import { spectrumOf } from './spectrum-of.ts';

type Measured = Metric<LinearData, LinearFit>;

/** A direction whose code moves the output's mean by less than this share of the decoder's noise has collapsed. */
const LEAST = 0.02;

/** Singular values of what is left to the latent code: of the output, or of what the condition does not say. */
export const targetOf = ({ theta, condition }: LinearData, model: LinearFit['model']): Float64Array =>
  model === 'conditional' && condition ? condition.residual.map(Math.sqrt) : theta;

/** The global minimum; null where there is no one. */
export function predictedOf(problem: LinearData, fit: Pick<LinearFit, 'model' | 'settings'>): Spectrum | null {
  const target = targetOf(problem, fit.model);
  return 'beta' in fit.settings ? vaeMinimum(target, fit.settings) : hierarchyMinimum(target, fit.settings);
}

const measured = new WeakMap<LinearFit, Spectrum>();

/** Every step yields an iterate of its own, so what was measured is kept with it. */
export function measuredSpectrum(problem: LinearData, fit: LinearFit): Spectrum {
  const known = measured.get(fit);
  if (known) return known;
  const spectrum = spectrumOf(problem, fit);
  measured.set(fit, spectrum);
  return spectrum;
}

/** Of the model as it was trained: directions whose z, with its prior's spread, moves the mean by less than 0.02 η. */
export function collapsedOf(problem: LinearData, fit: LinearFit): number {
  const { etaDec, etaEnc } = fit.settings;
  const { decoder } = measuredSpectrum(problem, fit);
  return decoder.reduce((count, value) => count + (value * etaEnc < LEAST * etaDec ? 1 : 0), 0);
}

export const predictedCollapse = (spectrum: Spectrum | null): number =>
  spectrum ? spectrum.decoder.reduce((count, value) => count + (value === 0 ? 1 : 0), 0) : Number.NaN;

const sortedUp = (values: Float64Array): Float64Array => values.slice().sort();

/** Largest difference of sorted numbers; the first ones of both, where lengths differ. */
function apart(a: Float64Array, b: Float64Array): number {
  const [left, right] = [sortedUp(a), sortedUp(b)];
  return left.reduce((most, value, k) => Math.max(most, Math.abs(value - (right[k] ?? value))), 0);
}

const loss: Measured = {
  label: 'Objective',
  symbol: 'ℒ',
  scale: 'linear',
  better: 'lower',
  help: 'Twice the negative β-ELBO up to constants, exact: no data are drawn.',
  measure: lossOf,
};

const deviation: Measured = {
  label: 'Distance to the closed form',
  scale: 'log',
  better: 'lower',
  help: 'Largest difference between trained and predicted singular values of decoder and encoder, and the encoder’s learned standard deviations.',
  measure(problem, fit) {
    const wanted = predictedOf(problem, fit);
    if (!wanted) return Number.NaN;
    const found = measuredSpectrum(problem, fit);
    return Math.max(
      apart(found.decoder, wanted.decoder),
      apart(found.encoder, wanted.encoder),
      apart(found.sds, wanted.sds),
    );
  },
};

const collapsed: Measured = {
  label: 'Collapsed directions',
  scale: 'linear',
  better: null,
  help: 'Directions of the trained decoder (of z₂ in the hierarchy) along which the code moves the output by less than 2 % of the decoder’s noise.',
  measure: collapsedOf,
};

const predictedCollapsed: Measured = {
  label: 'Collapsed directions, by the formula',
  scale: 'linear',
  better: null,
  help: 'Directions at or below the threshold of the closed form.',
  measure: (problem, fit) => predictedCollapse(predictedOf(problem, fit)),
};

const ppcaGap: Measured = {
  label: 'Short of probabilistic PCA',
  unit: 'nats',
  scale: 'log',
  better: null,
  help: 'Greatest log-likelihood of probabilistic PCA with the same noise less the linear VAE’s bound, at β = η₀ = 1: 0 when the VAE is that model and its encoder the posterior.',
  measure(problem, fit) {
    if (fit.model !== 'vae' || fit.settings.beta !== 1 || fit.settings.etaEnc !== 1) return Number.NaN;
    const { theta, size } = problem;
    const most = ppcaLogLikelihood(
      theta.map((value) => value * value),
      fit.settings.etaDec ** 2,
      size,
    );
    const { reconstruction, klPerDimension } = boundOf(problem, fit);
    return most + reconstruction + klPerDimension.reduce((sum, kl) => sum + kl, 0);
  },
};

export const metrics = { loss, deviation, collapsed, predictedCollapsed, ppcaGap };
