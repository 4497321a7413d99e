import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

const LIKED = 25;
const SHOWN = 20;

export const planted = instance({
  label: 'Planted taste',
  help: 'Users and items with hidden vectors; every user likes the 25 items of the highest noisy score, 20 are known, 5 held out.',
  params: {
    users: integer({ label: 'Users', min: 20, max: 500, default: 200, scale: 'log' }),
    items: integer({ label: 'Items', min: 50, max: 600, default: 300, scale: 'log' }),
    rank: integer({ label: 'Hidden coordinates', min: 1, max: 20, default: 6 }),
    noise: number({
      label: 'Noise of the taste',
      min: 0,
      max: 5,
      default: 1.5,
      help: 'Factor on Gumbel noise in a score.',
    }),
  },
  make({ users, items, rank, noise }, { seed }) {
    if (items < 2 * LIKED)
      throw new ProblemError(
        `${items} items are too few; every user likes ${LIKED}, and there must be as many others.`,
      );
    const random = mulberry32(seed);
    const P = normals(random, users * rank);
    const Q = normals(random, items * rank);
    const known = new Uint8Array(users * items);
    const popularity = new Int32Array(items);
    const likes: Int32Array[] = [];
    const heldOut: Int32Array[] = [];
    for (let u = 0; u < users; u++) {
      const score = Float64Array.from({ length: items }, (_, i) => {
        let sum = -noise * Math.log(-Math.log(1 - random() || Number.MIN_VALUE));
        for (let k = 0; k < rank; k++) sum += P[u * rank + k]! * Q[i * rank + k]!;
        return sum;
      });
      const order = Int32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);
      const liked = order.slice(0, LIKED);
      for (let k = LIKED - 1; k > 0; k--) {
        const j = Math.floor(random() * (k + 1));
        [liked[k], liked[j]] = [liked[j]!, liked[k]!];
      }
      likes.push(liked.slice(0, SHOWN));
      heldOut.push(liked.slice(SHOWN));
      for (const i of liked.subarray(0, SHOWN)) {
        known[u * items + i] = 1;
        popularity[i] = popularity[i]! + 1;
      }
    }
    return { users, items, likes, heldOut, known, popularity };
  },
});
