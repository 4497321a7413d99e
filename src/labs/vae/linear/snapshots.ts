import type { Snapshot } from '../../../engine/bench.ts';
import { hierarchyMinimum, vaeMinimum } from './closed-form.ts';
import { collapsedOf, measuredSpectrum, predictedCollapse, predictedOf, targetOf } from './metrics.ts';
import type { LinearData, LinearFit, Spectrum } from './problem.ts';
import { PER_STEP } from './training.ts';

/** A grid of settings, log-spaced: β down, η_dec across. */
export const BETAS = 21;
export const NOISES = 25;
const BETA = [0.05, 16] as const;
const NOISE = [0.2, 3] as const;
const RHOS = 100;

export interface SpectrumSnapshot {
  /** What the latent code is to carry, largest first, and the value at or below which a direction collapses. */
  readonly target: Float64Array;
  /** NaN where no one number decides. */
  readonly threshold: number;
  readonly decoder: Float64Array;
  readonly encoder: Float64Array;
  readonly sds: Float64Array;
  /** Empty where there is no closed form. */
  readonly decoderTheory: Float64Array;
  readonly encoderTheory: Float64Array;
  readonly sdsTheory: Float64Array;
  readonly collapsed: number;
  readonly predicted: number;
  /** Below this a decoder's singular value counts as collapsed. */
  readonly least: number;
}

export interface HistorySnapshot {
  readonly size: number;
  readonly updates: Float64Array;
  readonly decoder: Float64Array;
  readonly encoder: Float64Array;
  readonly decoderTheory: Float64Array;
  readonly encoderTheory: Float64Array;
}

export interface PhaseSnapshot {
  /** BETAS × NOISES counts by the formula; NaN where there is no minimum of its own. */
  readonly counts: Float64Array;
  readonly betas: Float64Array;
  readonly noises: Float64Array;
  readonly beta: number;
  readonly noise: number;
  readonly collapsed: number;
}

export interface SweepSnapshot {
  readonly rhos: Float64Array;
  readonly counts: Float64Array;
  readonly rho: number;
  readonly collapsed: number;
}

const fresh = (values: Float64Array | undefined): Float64Array => values?.slice() ?? new Float64Array(0);

/** √β η_dec for learned variances, √β c σ for fixed ones. */
function thresholdOf({ settings }: LinearFit): number {
  if (!('beta' in settings)) return Number.NaN;
  const { beta, etaDec, etaEnc, sigma } = settings;
  return Math.sqrt(beta) * etaDec * (sigma === null ? 1 : sigma / etaEnc);
}

function spectrum(problem: LinearData, fit: LinearFit): Snapshot & SpectrumSnapshot {
  const found = measuredSpectrum(problem, fit);
  const wanted = predictedOf(problem, fit);
  return {
    target: targetOf(problem, fit.model).slice(),
    threshold: thresholdOf(fit),
    decoder: fresh(found.decoder),
    encoder: fresh(found.encoder),
    sds: fresh(found.sds),
    decoderTheory: fresh(wanted?.decoder),
    encoderTheory: fresh(wanted?.encoder),
    sdsTheory: fresh(wanted?.sds),
    collapsed: collapsedOf(problem, fit),
    predicted: predictedCollapse(wanted),
    least: (0.02 * fit.settings.etaDec) / fit.settings.etaEnc,
  };
}

function history(problem: LinearData, fit: LinearFit): Snapshot & HistorySnapshot {
  const { size } = problem;
  const rows = fit.updates / PER_STEP;
  const wanted = predictedOf(problem, fit);
  return {
    size,
    updates: Float64Array.from({ length: rows }, (_, r) => PER_STEP * (r + 1)),
    decoder: fit.history.decoder.slice(0, rows * size),
    encoder: fit.history.encoder.slice(0, rows * size),
    decoderTheory: fresh(wanted?.decoder),
    encoderTheory: fresh(wanted?.encoder),
  };
}

const logGrid = ([low, high]: readonly [number, number], count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => low * (high / low) ** (k / (count - 1)));

/** The minimum where β (in the hierarchy β₂) and η_dec are others. */
function minimumAt({ settings }: LinearFit, target: Float64Array, beta: number, etaDec: number): Spectrum | null {
  return 'beta' in settings
    ? vaeMinimum(target, { ...settings, beta, etaDec })
    : hierarchyMinimum(target, { ...settings, beta2: beta, etaDec });
}

function phase(problem: LinearData, fit: LinearFit): Snapshot & PhaseSnapshot {
  const target = targetOf(problem, fit.model);
  const betas = logGrid(BETA, BETAS).reverse();
  const noises = logGrid(NOISE, NOISES);
  const counts = new Float64Array(BETAS * NOISES);
  betas.forEach((beta, row) => {
    noises.forEach((noise, col) => {
      counts[row * NOISES + col] = predictedCollapse(minimumAt(fit, target, beta, noise));
    });
  });
  const { settings } = fit;
  return {
    counts,
    betas,
    noises,
    beta: 'beta' in settings ? settings.beta : settings.beta2,
    noise: settings.etaDec,
    collapsed: collapsedOf(problem, fit),
  };
}

/** How many directions collapse as the condition says more of the output. */
function sweep(problem: LinearData, fit: LinearFit): Snapshot & SweepSnapshot {
  const { condition } = problem;
  const known = fit.model === 'conditional' && condition && condition.rho !== null;
  const rhos = Float64Array.from({ length: known ? RHOS : 0 }, (_, k) => (0.99 * k) / (RHOS - 1));
  return {
    rhos,
    counts: rhos.map((rho) => {
      const left = condition!.variances.map((value) => Math.sqrt((1 - rho * rho) * value));
      const { etaDec } = fit.settings;
      const beta = 'beta' in fit.settings ? fit.settings.beta : Number.NaN;
      return predictedCollapse(minimumAt(fit, left, beta, etaDec));
    }),
    rho: known ? condition.rho! : Number.NaN,
    collapsed: collapsedOf(problem, fit),
  };
}

export const snapshots = { spectrum, history, phase, sweep };
