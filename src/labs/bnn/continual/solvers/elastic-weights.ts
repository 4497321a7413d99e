import { backward, createGradients, createTape, forward, parametersOf } from '../../../../math/mlp.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { softmaxCrossEntropy } from '../../../../math/softmax-cross-entropy.ts';
import { number } from '../../../../params/descriptor.ts';
import { createNetwork, denseParams, networkPredictor } from '../dense-learner.ts';
import { addDiagonalFisher } from '../diagonal-fisher.ts';
import { followTasks } from '../follow-tasks.ts';
import { method } from '../problem.ts';
import { createTaskBatches } from '../task-batches.ts';

/**
 * Elastic weight consolidation: a spring on every weight, as stiff as the Fisher information of earlier tasks says it
 * matters. It is Laplace's approximation of Bayes' rule with a diagonal Hessian.
 *
 * Source   Kirkpatrick et al. 2017, PNAS 114:3521, arXiv 1612.00796, equation 3.
 * Solves   min cross-entropy of the present task + λ/(2M) Σ_s Σ_i F_{s,i} (θ_i − θ*_{s,i})², M its examples, by Adam.
 * Cost     three multiply-adds a weight and example; once a task as many again for every class that is not excluded.
 * Rate     that of Adam.
 * Needs    to know where a task ends; two numbers a weight, whatever the number of tasks.
 * Fails    where tasks share outputs that must then say something else, and where λ F η is large: the springs ring.
 * Departs  by summing the springs of all earlier tasks into one (they are quadratic: only a constant is lost), and by the
 *          exact expectation over labels in place of drawn ones.
 */
export const elasticWeights = method({
  label: 'Elastic weights (EWC)',
  source: 'Kirkpatrick et al. 2017, arXiv 1612.00796',
  precision: 'float64',
  params: {
    ...denseParams,
    stiffness: number({
      label: 'Stiffness of the springs',
      symbol: 'λ',
      min: 1e-3,
      max: 1000,
      default: 10,
      scale: 'log',
      help: '1 is Laplace’s approximation of Bayes’ rule; larger values make up for what the diagonal leaves out.',
    }),
  },
  solve(stream, given, run) {
    const { epochs, width, batch } = given;
    const net = createNetwork(stream, width, run.random);
    const tape = createTape(net, batch);
    const gradients = createGradients(net);
    const [theta, slopes] = [parametersOf(net), parametersOf(gradients)];
    const fisher = createGradients(net);
    const pulls = parametersOf(createGradients(net));
    const centres = parametersOf(createGradients(net));
    const springs = parametersOf(fisher);
    const optimiser = createOptimiser('adam', theta);
    const delta = new Float64Array(batch * stream.classes);
    const pass = createTaskBatches(stream.width, batch, run);
    const cost = 3 * net.weights.reduce((sum, w) => sum + w.length, 0);
    let scale = 0;
    const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
      softmaxCrossEntropy(forward(net, input, rows, tape), rows, stream.classes, labels, delta);
      backward(net, input, rows, tape, delta, gradients);
      slopes.forEach((gradient, l) => {
        const [F, at, centre] = [springs[l]!, theta[l]!, centres[l]!];
        for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! + scale * F[i]! * (at[i]! - centre[i]!);
      });
      optimiser.step(slopes, given.rate);
    };
    return followTasks(stream, epochs, {
      *epoch(task) {
        const { train } = stream.tasks[task]!;
        scale = given.stiffness / train.count;
        yield* pass(train, cost, learn);
      },
      predictor: () => networkPredictor(net),
      *finish(task) {
        // Σ F_s (θ − θ*_s)² has its centre where Σ F_s θ*_s / Σ F_s is; `pulls` holds Σ F_s θ*_s.
        const before = springs.map((F) => F.slice());
        yield* addDiagonalFisher(net, stream.tasks[task]!.train, fisher);
        springs.forEach((F, l) => {
          const [pull, centre, at] = [pulls[l]!, centres[l]!, theta[l]!];
          for (let i = 0; i < F.length; i++) {
            pull[i] = pull[i]! + (F[i]! - before[l]![i]!) * at[i]!;
            centre[i] = F[i]! > 0 ? pull[i]! / F[i]! : at[i]!;
          }
        });
      },
    });
  },
});
