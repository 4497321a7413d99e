import type { ConditionalFit, HierarchicalFit, LinearData, LinearFit, VaeFit } from './problem.ts';
import { jointCovariance } from './spectrum-of.ts';

/** The two parts of the bound in nats per example, entry by entry from the definition: nothing of the solvers' algebra. */
export interface Bound {
  /** −E log p(y | z). */
  readonly reconstruction: number;
  /** By latent number; of the hierarchy first z₁ given z₂, then z₂. */
  readonly klPerDimension: Float64Array;
}

export function boundOf(problem: LinearData, fit: LinearFit): Bound {
  if (fit.model === 'vae') return ofVae(problem, fit);
  return fit.model === 'conditional' ? ofConditional(problem, fit) : ofHierarchy(problem, fit);
}

/** Twice the negative β-ELBO without its constants, as the paper writes the objective. */
export function lossOf(problem: LinearData, fit: LinearFit): number {
  const { size } = problem;
  const { reconstruction, klPerDimension } = boundOf(problem, fit);
  const { etaDec, etaEnc } = fit.settings;
  let loss = 2 * reconstruction - size * Math.log(2 * Math.PI * etaDec ** 2);
  klPerDimension.forEach((kl, j) => {
    const first = fit.model === 'hierarchical' && j < size;
    const weight = fit.model === 'hierarchical' ? (first ? fit.settings.beta1 : fit.settings.beta2) : fit.settings.beta;
    loss += weight * (2 * kl + 1 - Math.log((first ? etaDec : etaEnc) ** 2));
  });
  return loss;
}

const likelihood = (squares: number, size: number, etaDec: number): number =>
  squares / (2 * etaDec ** 2) + (size / 2) * Math.log(2 * Math.PI * etaDec ** 2);

/** KL of N(m, s²) to N(0, prior²) on average over m, whose second moment is given. */
const divergence = (moment: number, logSd: number, prior: number): number =>
  0.5 * ((moment + Math.exp(2 * logSd)) / prior ** 2 - 1) - logSd + Math.log(prior);

/** Sum over rows of (row · C · row). */
function quadratic(rows: readonly Float64Array[], C: Float64Array): Float64Array {
  const wide = Math.sqrt(C.length);
  return Float64Array.from(rows, (row) => {
    let sum = 0;
    for (let a = 0; a < wide; a++) for (let b = 0; b < wide; b++) sum += row[a]! * C[a * wide + b]! * row[b]!;
    return sum;
  });
}

const rowsOf = (A: Float64Array, wide: number): Float64Array[] =>
  Array.from({ length: A.length / wide }, (_, i) => A.subarray(i * wide, (i + 1) * wide));

/** Σ_ij A_ij² e^(2 s_j). */
function spread(A: Float64Array, size: number, logSd: Float64Array): number {
  let sum = 0;
  A.forEach((value, k) => {
    sum += value * value * Math.exp(2 * logSd[k % size]!);
  });
  return sum;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function ofVae({ size, Z }: LinearData, { U, V, logSd, settings }: VaeFit): Bound {
  let squares = spread(U, size, logSd);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let out = -Z[i * size + j]!;
      for (let k = 0; k < size; k++) out += U[i * size + k]! * V[k * size + j]!;
      squares += out * out;
    }
  return {
    reconstruction: likelihood(squares, size, settings.etaDec),
    klPerDimension: Float64Array.from(rowsOf(V, size), (row, j) =>
      divergence(
        row.reduce((sum, value) => sum + value * value, 0),
        logSd[j]!,
        settings.etaEnc,
      ),
    ),
  };
}

function ofConditional(problem: LinearData, { U, direct, W, logSd, settings }: ConditionalFit): Bound {
  const { size } = problem;
  const k = problem.condition?.size ?? 0;
  const C = jointCovariance(problem);
  const errors = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: k + size }, (_, a) => {
      let out = a < k ? direct[i * k + a]! : a - k === i ? -1 : 0;
      for (let l = 0; l < size; l++) out += U[i * size + l]! * W[l * (k + size) + a]!;
      return out;
    }),
  );
  const means = quadratic(rowsOf(W, k + size), C);
  return {
    reconstruction: likelihood(total(quadratic(errors, C)) + spread(U, size, logSd), size, settings.etaDec),
    klPerDimension: means.map((moment, j) => divergence(moment, logSd[j]!, settings.etaEnc)),
  };
}

function ofHierarchy(
  { size, Z }: LinearData,
  { U1, V1, logSd1, U2, W2, logSd2, settings: { etaDec, etaEnc } }: HierarchicalFit,
): Bound {
  const first = ofVae(
    { size, Z } as LinearData,
    {
      U: U1,
      V: V1,
      logSd: logSd1,
      settings: { etaDec, etaEnc },
    } as VaeFit,
  ).reconstruction;
  // Second moment of z₁.
  const C = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      C[i * size + j] = i === j ? Math.exp(2 * logSd1[i]!) : 0;
      for (let k = 0; k < size; k++) C[i * size + j] = C[i * size + j]! + V1[i * size + k]! * V1[j * size + k]!;
    }
  const misses = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, a) => {
      let out = a === i ? -1 : 0;
      for (let k = 0; k < size; k++) out += U2[i * size + k]! * W2[k * size + a]!;
      return out;
    }),
  );
  const missed = quadratic(misses, C);
  const means = quadratic(rowsOf(W2, size), C);
  return {
    reconstruction: first,
    klPerDimension: Float64Array.from({ length: 2 * size }, (_, j) =>
      j < size
        ? 0.5 * ((missed[j]! + spread(U2.subarray(j * size, (j + 1) * size), size, logSd2)) / etaDec ** 2 - 1) -
          logSd1[j]! +
          Math.log(etaDec)
        : divergence(means[j - size]!, logSd2[j - size]!, etaEnc),
    ),
  };
}
