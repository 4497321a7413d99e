import { version } from '../../package.json';
import type { BenchDescription } from '../engine/bench.ts';
import type { Comparison, Receipt } from '../engine/receipt.ts';
import type { RunState } from './stores/runs.ts';

const engine = () => import('../engine/receipt.ts');

/** A run's receipt once it has ended; null before. */
async function receiptHere(run: RunState, description: BenchDescription): Promise<Receipt | null> {
  const { outcome, backend, recorder, step, stride } = run;
  if (outcome === null || backend === null) return null;
  const { receiptOf } = await engine();
  const metrics = Object.keys(description.metrics).map((name) => recorder.column(name));
  return receiptOf(
    { step: recorder.column('step'), work: recorder.column('work'), metrics },
    { backend, version, step, outcome, stride },
  );
}

/** Text of a run's receipt for a link; null while the run has not ended. */
export async function writtenReceipt(run: RunState, description: BenchDescription): Promise<string | null> {
  const receipt = await receiptHere(run, description);
  return receipt && (await engine()).writeReceipt(receipt);
}

/** The receipt a link came with beside the run made here; null for a text that is no receipt, or before the run's end. */
export async function compareWithLink(
  text: string,
  run: RunState,
  description: BenchDescription,
): Promise<(Comparison & { readonly theirs: Receipt; readonly mine: Receipt }) | null> {
  const { readReceipt, compareReceipts } = await engine();
  const [theirs, mine] = [readReceipt(text), await receiptHere(run, description)];
  if (!theirs || !mine) return null;
  return { theirs, mine, ...compareReceipts(theirs, mine, description.methods[run.spec.method]!.precision) };
}

/** What a receipt says of itself before anything is run; null for a text that is none. */
export const readWritten = async (text: string): Promise<Receipt | null> => (await engine()).readReceipt(text);
