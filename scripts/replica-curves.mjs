// Solves the replica theory of src/math/replica-perceptron.ts for the settings that are offered as starts, and writes
// src/labs/bnn/continual/replica-curves.json: errors of one task against α, and of two tasks against γ and r₀.
import { writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const load = async (path) => (await runnerImport(path)).module;
const { finish } = await load('./src/math/breaths.ts');
const { firstTaskTheory, secondTaskTheory, errorOfOverlap } = await load('./src/math/replica-perceptron.ts');

const betaHat = 20;
const round = (value) => Number(value.toFixed(5));
const alphas = Array.from({ length: 25 }, (_, k) => round(0.1 * (k + 1)));
const errorOf = (alpha, gamma) => errorOfOverlap(finish(firstTaskTheory({ alpha, betaHat, gamma })).overlap);
const first = [0, 1].map((gamma) => ({ gamma, errors: alphas.map((alpha) => round(errorOf(alpha, gamma))) }));

const alpha1 = 1.5;
const settings = [
  ...[0, 0.1, 0.25, 0.5, 1, 2, 3].flatMap((gamma) => [-0.5, 0, 0.5].map((overlap) => ({ gamma, overlap, alpha2: 1 }))),
  ...[0, 1].flatMap((gamma) => [0, 0.5].map((overlap) => ({ gamma, overlap, alpha2: 2 }))),
];
const before = new Map();
const second = settings.map(({ gamma, overlap, alpha2 }) => {
  if (!before.has(gamma)) before.set(gamma, finish(firstTaskTheory({ alpha: alpha1, betaHat, gamma })));
  const { overlapFirst, overlapSecond } = finish(
    secondTaskTheory({
      alpha: alpha2,
      betaHat,
      gamma,
      teacherOverlap: overlap,
      first: before.get(gamma),
      firstGamma: gamma,
    }),
  );
  return {
    gamma,
    alpha1,
    alpha2,
    overlap,
    errors: [overlapFirst, overlapSecond].map((one) => round(errorOfOverlap(one))),
  };
});
const rows = (list) => `[\n    ${list.map((row) => JSON.stringify(row)).join(',\n    ')}\n  ]`;
writeFileSync(
  'src/labs/bnn/continual/replica-curves.json',
  `{\n  "betaHat": ${betaHat},\n  "alphas": ${JSON.stringify(alphas)},\n  "first": ${rows(first)},\n  "second": ${rows(second)}\n}\n`,
);
