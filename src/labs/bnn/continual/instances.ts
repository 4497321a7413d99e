import { type LabelledImages, splitDigits8 } from '../../../data/digits8-split.ts';
import { permutation } from '../../../math/permutation.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { type Examples, instance, type Task } from './problem.ts';

const PIXELS = 64;
const CLASSES = 10;

/** Images whose pixels stand in another order: pixel j is what pixel order[j] was. */
export function permuteImages(images: Float64Array, order: Int32Array): Float64Array {
  const out = new Float64Array(images.length);
  for (let from = 0; from < images.length; from += order.length)
    for (let j = 0; j < order.length; j++) out[from + j] = images[from + order[j]!]!;
  return out;
}

/** Labels of random signs by a teacher: 1 where W·x ≥ 0. */
function taught(teacher: Float64Array, count: number, random: Random): Examples {
  const n = teacher.length;
  const inputs = Float64Array.from({ length: count * n }, () => (random() < 0.5 ? -1 : 1));
  const labels = Uint8Array.from({ length: count }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += teacher[i]! * inputs[k * n + i]!;
    return sum >= 0 ? 1 : 0;
  });
  return { count, inputs, labels };
}

const NONE: Examples = { count: 0, inputs: new Float64Array(0), labels: new Uint8Array(0) };

export const perceptron = instance({
  label: 'Two teachers',
  help: 'Random inputs of ±1, labelled first by one perceptron with weights ±1 and then by another: how alike they are is r₀. Errors are known in closed form, and predicted by theory.',
  params: {
    n: integer({ label: 'Inputs', symbol: 'N', min: 10, max: 1000, default: 200 }),
    alpha1: number({ label: 'Examples of task 1 an input', symbol: 'α₁', min: 0.1, max: 2.5, default: 1.5 }),
    alpha2: number({ label: 'Examples of task 2 an input', symbol: 'α₂', min: 0.1, max: 2.5, default: 1 }),
    r0: number({ label: 'Overlap of the teachers', symbol: 'r₀', min: -1, max: 1, default: 0.5 }),
  },
  make({ n, alpha1, alpha2, r0 }, { seed }) {
    const random = mulberry32(seed);
    const first = Float64Array.from({ length: n }, () => (random() < 0.5 ? -1 : 1));
    const second = first.map((w) => (random() < (1 + r0) / 2 ? w : -w));
    const ratios = [alpha1, alpha2];
    const weights = [first, second];
    const tasks = weights.map(
      (teacher, t): Task => ({
        name: t === 0 ? 'first teacher' : 'second teacher',
        classes: [0, 1],
        train: taught(teacher, Math.max(1, Math.round(ratios[t]! * n)), random),
        test: NONE,
      }),
    );
    return {
      kind: 'perceptron',
      width: n,
      classes: 2,
      tasks,
      teachers: { weights, overlap: r0, ratios },
      conjugate: null,
    };
  },
});

const ALL_IMAGES = 1438;
const images = integer({
  label: 'Training images of a task',
  min: 50,
  max: ALL_IMAGES,
  default: ALL_IMAGES,
  scale: 'log',
  help: 'At most so many, the first of the data.',
});

const firstOf = ({ count, inputs, labels }: Examples, most: number): Examples => {
  const kept = Math.min(count, most);
  return { count: kept, inputs: inputs.subarray(0, kept * PIXELS), labels: labels.subarray(0, kept) };
};

const asExamples = ({ count, images: inputs, labels }: LabelledImages): Examples => ({ count, inputs, labels });

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

export const permutedDigits = instance({
  label: 'Digits in new orders of pixels',
  help: 'Handwritten digits of 8 × 8 pixels; each task shuffles the pixels in a way of its own, the first not at all.',
  params: { orders: integer({ label: 'Tasks', min: 2, max: 5, default: 3 }), images },
  assets: ['digits8.bin'],
  make({ orders, images: most }, { assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const classes = Array.from({ length: CLASSES }, (_, c) => c);
    const tasks = Array.from({ length: orders }, (_, t): Task => {
      const order = permutation(mulberry32(t), PIXELS);
      const part = (given: LabelledImages) =>
        t === 0 ? asExamples(given) : { ...asExamples(given), inputs: permuteImages(given.images, order) };
      return { name: `${ORDINALS[t]} order of pixels`, classes, train: firstOf(part(train), most), test: part(test) };
    });
    return { kind: 'images', width: PIXELS, classes: CLASSES, tasks, teachers: null, conjugate: null };
  },
});

/** The images of some classes, with labels as told. */
function ofClasses(images: LabelledImages, own: readonly number[], label: (digit: number) => number): Examples {
  const chosen = Array.from({ length: images.count }, (_, i) => i).filter((i) => own.includes(images.labels[i]!));
  const inputs = new Float64Array(chosen.length * PIXELS);
  chosen.forEach((i, k) => {
    inputs.set(images.images.subarray(i * PIXELS, (i + 1) * PIXELS), k * PIXELS);
  });
  return { count: chosen.length, inputs, labels: Uint8Array.from(chosen, (i) => label(images.labels[i]!)) };
}

export const splitDigits = instance({
  label: 'Digits, two at a time',
  help: 'Five tasks of two digits each: 0 and 1, then 2 and 3, and so on.',
  params: {
    head: choice({
      label: 'Outputs',
      options: ['classes', 'shared'],
      default: 'classes',
      optionLabels: { classes: 'one for each digit', shared: 'two that all tasks share' },
      help: 'One for each digit: the learner must also tell the tasks apart. Two that are shared: it says odd or even.',
    }),
    images,
  },
  assets: ['digits8.bin'],
  make({ head, images: most }, { assets }) {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const label = (digit: number) => (head === 'classes' ? digit : digit % 2);
    const tasks = Array.from({ length: CLASSES / 2 }, (_, t): Task => {
      const own = [2 * t, 2 * t + 1];
      return {
        name: `${2 * t} and ${2 * t + 1}`,
        classes: own.map(label),
        train: firstOf(ofClasses(train, own, label), most),
        test: ofClasses(test, own, label),
      };
    });
    const classes = head === 'classes' ? CLASSES : 2;
    return { kind: 'images', width: PIXELS, classes, tasks, teachers: null, conjugate: null };
  },
});
