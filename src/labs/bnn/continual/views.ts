import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { BeliefDensities } from './views/belief-densities.tsx';
import { BeliefLine } from './views/belief-line.tsx';
import { Boundaries } from './views/boundaries.tsx';
import { Certainty } from './views/certainty.tsx';
import { Chains } from './views/chains.tsx';
import { Confusion } from './views/confusion.tsx';
import { Embeddings } from './views/embeddings.tsx';
import { EnergyTrace } from './views/energy-trace.tsx';
import { ErrorCurve } from './views/error-curve.tsx';
import { ErrorPlane } from './views/error-plane.tsx';
import { MaskOverlap } from './views/mask-overlap.tsx';
import { Means } from './views/means.tsx';
import { Overlaps } from './views/overlaps.tsx';
import { Predictive } from './views/predictive.tsx';
import { sequentialNotes } from './views/sequential-notes.ts';
import { TaskLines } from './views/task-lines.tsx';
import { TaskMatrix } from './views/task-matrix.tsx';

type Facts = Readonly<Record<string, unknown>>;

const taught = ({ kind }: Facts) => kind === 'perceptron';
const classified = ({ kind }: Facts) => kind === 'images' || kind === 'plane';
const planar = ({ kind }: Facts) => kind === 'plane';
const pictured = ({ kind }: Facts) => kind === 'images';
const believed =
  (model: string) =>
  ({ kind, ...facts }: Facts) =>
    kind === 'conjugate' && facts.model === model;
const chained = ({ kind }: Facts, method: string) => kind === 'plane' && method === 'sequentialBayes';
const prototyped = (_: Facts, method: string) => method === 'prototypicalBayes';
/** Problems with something to classify. */
const asked = ({ kind }: Facts) => kind !== 'conjugate';
const known = ({ kind }: Facts) => kind === 'conjugate';
const isolated = (_: Facts, method: string) => method === 'isolatedSubnetworks';
const binary = (_: Facts, method: string) => method === 'binaryVariational';

export default {
  views: [
    { id: 'plane', title: 'Both errors', snapshots: ['teachers'], Component: ErrorPlane, applies: taught },
    { id: 'curve', title: 'One task', snapshots: ['teachers'], Component: ErrorCurve, applies: taught },
    {
      id: 'belief',
      title: 'Belief',
      snapshots: ['belief'],
      Component: BeliefDensities,
      applies: believed('mean'),
      width: 'wide',
    },
    {
      id: 'line',
      title: 'Belief',
      snapshots: ['belief'],
      Component: BeliefLine,
      applies: believed('line'),
      width: 'wide',
    },
    {
      id: 'boundaries',
      title: 'Boundary',
      snapshots: ['predictive'],
      Component: Boundaries,
      applies: planar,
      width: 'wide',
    },
    { id: 'tasks', title: 'Tasks', snapshots: ['tasks'], Component: TaskMatrix, applies: classified },
    { id: 'first', title: 'First task', snapshots: ['tasks'], Component: TaskLines, applies: classified },
    {
      id: 'predictive',
      title: 'Maps',
      snapshots: ['predictive'],
      Component: Predictive,
      applies: planar,
      width: 'wide',
    },
    { id: 'chains', title: 'Chains', snapshots: ['chains'], Component: Chains, applies: chained },
    { id: 'energies', title: 'Energy', snapshots: ['chains'], Component: EnergyTrace, applies: chained },
    { id: 'embeddings', title: 'Embeddings', snapshots: ['embeddings'], Component: Embeddings, applies: prototyped },
    { id: 'confusion', title: 'Confusion', snapshots: ['confusion'], Component: Confusion, applies: pictured },
    { id: 'masks', title: 'Subnetworks', snapshots: ['masks'], Component: MaskOverlap, applies: isolated },
    { id: 'overlaps', title: 'Overlaps', snapshots: ['teachers'], Component: Overlaps, applies: taught, width: 'wide' },
    { id: 'means', title: 'Means', snapshots: ['means'], Component: Means, applies: binary },
    { id: 'certainty', title: 'Certainty', snapshots: ['means'], Component: Certainty, applies: binary },
  ],
  charts: [
    { metric: 'accuracySeen', form: 'line', height: 220, applies: asked },
    { metric: 'accuracyFirst', form: 'line', height: 200, applies: asked },
    { metric: 'accuracyNow', form: 'line', height: 160, applies: asked },
    { metric: 'forgetting', form: 'line', height: 150, applies: asked },
    { metric: 'acceptance', form: 'line', height: 150, methods: ['sequentialBayes'], applies: asked },
    { metric: 'pull', form: 'line', height: 150, methods: ['sequentialBayes'], applies: known },
    { metric: 'missFirst', form: 'line', height: 150, methods: ['sequentialBayes'], applies: known },
    { metric: 'missSecond', form: 'line', height: 150, methods: ['sequentialBayes'], applies: known },
    { metric: 'certainty', form: 'line', height: 150, methods: ['binaryVariational'] },
    { metric: 'divergence', form: 'line', height: 150, methods: ['binaryVariational'] },
  ],
  notes: { ...notes, ...sequentialNotes },
  colours: {
    binaryVariational: 1,
    fineTuning: 2,
    elasticWeights: 3,
    variationalContinual: 4,
    sequentialBayes: 5,
    prototypicalBayes: 6,
    replay: 7,
    isolatedSubnetworks: 8,
  },
} satisfies BenchViews;
