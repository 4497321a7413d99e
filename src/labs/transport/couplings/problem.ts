import { instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Optimal transport between two discrete measures, exact or with an entropic term.
 *
 *   min_P  ⟨P, C⟩ (+ ε Σ P log P)    with  P1 = a,  Pᵀ1 = b,  P ≥ 0
 *
 * In code   In the papers
 * n, m                             sizes of the source and of the target
 * a, b      a, b (r, c in Tang et al. 2024)   weights, each sums to 1, strictly positive
 * C         C (M in Cuturi 2013)   cost, n × m row-major, any unit u
 * eps       ε = 1/η                regularisation, unit u
 * f, g      dual potentials (x, y in Tang et al. 2024), unit u;  P_ij = exp((f_i + g_j − C_ij)/ε)
 * tau       τ                      price of mass created or destroyed, unit u
 * gamma     γ                      weight of the squared 2-norm, (γ/2)‖P‖², unit u
 * k         k                      most non-zeros a column of P may have
 *
 * Liu, Puigcerver & Blondel 2023 write T for P, m × n for its shape, α and β for f and g.
 */
export interface Transport {
  readonly n: number;
  readonly m: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly cost: PointCost | MatrixCost;
  /** How the measures lie in space, for pictures; null when only a cost matrix is known. */
  readonly shape: Shape | null;
  /** What was normalised or left out on the way in, in sentences. */
  readonly notes: readonly string[];
  /** C, built on first use and kept; throws a ProblemError when n·m exceeds DENSE_LIMIT. */
  readonly C: Float64Array;
}

export interface PointCost {
  readonly kind: 'points';
  readonly dimension: number;
  /** n × dimension and m × dimension, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly ground: 'squaredEuclidean' | 'euclidean' | 'cityblock';
  /** C_ij = ground(x_i, y_j) · factor; 1 for costScale none, 1 / max ground for max. */
  readonly factor: number;
}

export interface MatrixCost {
  readonly kind: 'matrix';
}

export type Shape =
  | { readonly kind: 'line' }
  | { readonly kind: 'points' }
  /** Densities on a width × height grid, pixel k at column k % width, row floor(k / width); pixels of no mass are absent. */
  | {
      readonly kind: 'image';
      readonly width: number;
      readonly height: number;
      readonly sourcePixels: Int32Array;
      readonly targetPixels: Int32Array;
    };

/** Most entries a dense n × m matrix may have: 4,194,304 (2,048²; 32 MB). Beyond, only matrix-free methods run. */
export const DENSE_LIMIT = 4_194_304;

/** P = exp((f + g − C)/ε), or a_i b_j times that for the unbalanced problem. */
export interface GibbsPlan {
  readonly kind: 'gibbs';
  readonly eps: number;
  readonly weighted: boolean;
}

/** Arcs that carry mass; `count` of the arrays' entries are valid. */
export interface SparsePlan {
  readonly kind: 'arcs';
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly mass: Float64Array;
  /** The problem has a squared 2-norm, and P_ij = [f_i + g_j − C_ij]₊/γ on the k largest of each column; absent: neither. */
  readonly quadratic?: QuadraticTerm;
}

/** (γ/2)‖P‖², with at most `k` non-zeros a column; n where they are not limited. */
export interface QuadraticTerm {
  readonly gamma: number;
  readonly k: number;
}

/** What the Newton stage of Sinkhorn-Newton-Sparse did in this step. */
export interface NewtonStep {
  readonly cgSteps: number;
  readonly stepLength: number;
  readonly keptEntries: number;
  /** 1 − ΣS/ΣP: share of the plan's mass outside the kept pattern. */
  readonly massDropped: number;
  /** Kept entries (row, column), `keptEntries` of them valid. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** Valid until the next pull. */
export interface Coupling {
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly plan: GibbsPlan | SparsePlan;
  /** τ of the unbalanced problem; absent when the marginals are hard. */
  readonly tau?: number;
  readonly phase?: 'Sinkhorn' | 'Newton';
  readonly newton?: NewtonStep;
  /** Brings f and g home from the device. */
  readonly settle?: (() => Promise<void>) | undefined;
}

export const method = typedMethod<Transport, Coupling>();
export const instance = typedInstance<Transport>();
