import { mulberry32 } from '../../../math/random.ts';
import { choice } from '../../../params/descriptor.ts';
import { instance, SUCCESSORS } from './problem.ts';

export const automaton = instance({
  label: 'An automaton',
  help: 'Each state may be followed by four others, drawn once, all as likely; a state is read as two digits.',
  params: {
    states: choice({ label: 'States', options: ['16', '25', '36', '64'], default: '36' }),
  },
  make({ states: given }, { seed }) {
    const random = mulberry32(seed);
    const states = Number(given);
    const base = Math.sqrt(states);
    const successors = new Int32Array(states * SUCCESSORS);
    for (let s = 0; s < states; s++) {
      const chosen = new Set<number>();
      while (chosen.size < SUCCESSORS) chosen.add(Math.floor(states * random()));
      successors.set([...chosen], s * SUCCESSORS);
    }
    const inputs = new Float64Array(states * 2 * base);
    for (let s = 0; s < states; s++) {
      inputs[s * 2 * base + Math.floor(s / base)] = 1;
      inputs[s * 2 * base + base + (s % base)] = 1;
    }
    return { states, base, successors, inputs };
  },
});
