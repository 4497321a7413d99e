import { hierarchyMinimum, ppcaMaximum, residualEigenvalues, vaeLossOfModes, vaeMinimum } from './closed-form.ts';
import { lossOf } from './measure-bound.ts';
import type { LinearData, LinearFit, VaeSettings } from './problem.ts';
import { vaeGradient } from './solvers/linear-vae.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: number[][]): Float64Array => Float64Array.from(rows.flat());
const grid = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
const zeros = (values: Float64Array): number => values.filter((value) => value === 0).length;
const active = (values: Float64Array): number => values.length - zeros(values);

const settingsOf = ({ beta, eta_enc, eta_dec, sigma }: Inputs): VaeSettings => ({
  beta,
  etaEnc: eta_enc,
  etaDec: eta_dec,
  sigma: sigma ?? null,
});

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  ppca_ml: ({ cov, k }) => {
    const { eigenvalues, variance, loadings, logLikelihood } = ppcaMaximum(flat(cov), cov.length, k);
    return {
      sigma2: variance,
      loading_norms: [...loadings],
      loglik_per_point: logLikelihood,
      eigenvalues: [...eigenvalues],
    };
  },
  linvae_learnable: (inputs) => {
    const theta = Float64Array.from(inputs.theta);
    const settings = settingsOf(inputs);
    const at = vaeMinimum(theta, settings);
    return {
      decoder_sv: [...at.decoder],
      encoder_sv: [...at.encoder],
      encoder_std: [...at.sds],
      collapsed: zeros(at.decoder),
      loss_min: vaeLossOfModes(theta, at, settings),
    };
  },
  linvae_fixed: (inputs) => {
    const { decoder, encoder } = vaeMinimum(Float64Array.from(inputs.theta), settingsOf(inputs));
    return { decoder_sv: [...decoder], encoder_sv: [...encoder], collapsed: zeros(decoder) };
  },
  linvae_loss_grad: (inputs) => {
    const size = inputs.Z.length;
    const [U, V, Z] = [flat(inputs.U), flat(inputs.V), flat(inputs.Z)];
    const logSd = Float64Array.from(inputs.log_std);
    const gradients = [U, V, logSd].map(({ length }) => new Float64Array(length));
    const settings = settingsOf(inputs);
    vaeGradient(Z, size, settings, { U, V, logSd }, gradients)();
    const fit = { model: 'vae', settings, U, V, logSd } as LinearFit;
    return {
      loss: lossOf({ size, Z } as LinearData, fit),
      grad_U: grid(gradients[0]!, size),
      grad_V: grid(gradients[1]!, size),
      grad_log_std: [...gradients[2]!],
    };
  },
  lincvae: (inputs) => {
    const { C_y, C_yx, C_x } = inputs;
    const residual = residualEigenvalues(flat(C_y), flat(C_yx), flat(C_x), C_y.length, C_x.length);
    const at = vaeMinimum(residual.map(Math.sqrt), settingsOf(inputs));
    return {
      residual_eigenvalues: [...residual],
      decoder_sv: [...at.decoder],
      encoder_std: [...at.sds],
      collapsed: zeros(at.decoder),
    };
  },
  mhvae: ({ theta, sigma1, beta1, beta2, eta_enc, eta_dec }) => {
    const settings = { beta1, beta2, etaEnc: eta_enc, etaDec: eta_dec, sigma1 };
    const { encoder, decoder } = hierarchyMinimum(Float64Array.from(theta), settings)!;
    return { V1_sv: [...encoder], U2_sv: [...decoder], z1_active: active(encoder), z2_active: active(decoder) };
  },
};
