import { measureClaim, type Trace } from '../claims/evaluate.ts';
import { onlyFinal } from '../claims/final-only.ts';
import { writeNumber } from '../params/text.ts';
import { readArguments } from './arguments.ts';
import { loadBench, traceOf } from './drive.ts';
import { livePapers, loadPaper, paperRunSpec } from './papers.ts';

/** `npm run claims`: measures claims in their full form. Exit 1 if one does not hold, 2 for an unknown slug. */
export async function claims(argv: readonly string[]): Promise<number> {
  const { positional, options } = readArguments(argv, [], ['json', 'quick']);
  const slugs = positional.length > 0 ? positional : [...livePapers.keys()];
  const papers = [];
  for (const slug of slugs) papers.push({ slug, paper: await loadPaper(slug) });
  let allHold = true;
  for (const { slug, paper } of papers) {
    const cache = new Map<string, Promise<Trace & { backend: string }>>();
    const backends = new Set<string>();
    const form = options.quick ? 'quick' : 'full';
    const run = async (name: string, seed: number): Promise<Trace> => {
      const key = `${name} ${seed}`;
      if (!cache.has(key)) {
        process.stderr.write(`${slug}: running ${name}, seed ${seed}\n`);
        const spec = { ...(await paperRunSpec(slug, name)), seed };
        cache.set(
          key,
          loadBench(spec.bench).then((bench) =>
            // What is not looked at need not be measured: the last step always is.
            traceOf(
              spec.until === null && onlyFinal(paper.claims, form, name)
                ? { ...bench, metricStride: () => 2 ** 40 }
                : bench,
              spec,
            ),
          ),
        );
      }
      const trace = await cache.get(key)!;
      backends.add(trace.backend);
      return trace;
    };
    for (const claim of paper.claims) {
      const asked = options.quick ? claim.quick : (claim.full ?? claim.quick);
      const result = await measureClaim(claim, asked, run);
      if (result.verdict !== 'holds') allHold = false;
      const bound = [
        ...(asked.atLeast === undefined ? [] : [`at least ${writeNumber(asked.atLeast)}`]),
        ...(asked.atMost === undefined ? [] : [`at most ${writeNumber(asked.atMost)}`]),
      ].join(', ');
      const measured = result.measured.map(({ value }) => (Number.isFinite(value) ? value : null));
      const line = {
        paper: slug,
        claim: claim.id,
        says: claim.says,
        where: claim.where,
        setting: asked.setting,
        unit: claim.unit,
        measured,
        stopped: result.measured.map(({ atLeast }) => atLeast),
        bound,
        verdict: result.verdict,
        backend: [...backends].join(', '),
        date: new Date().toISOString().slice(0, 10),
      };
      process.stdout.write(options.json ? `${JSON.stringify(line)}\n` : prose(line));
    }
  }
  return allHold ? 0 : 1;
}

function prose(line: {
  says: string;
  where: string;
  setting: string;
  unit: string;
  measured: (number | null)[];
  stopped: boolean[];
  bound: string;
  verdict: string;
  backend: string;
  paper: string;
}): string {
  const values = line.measured.map(
    (value, k) => `${line.stopped[k] ? '>' : ''}${value === null ? 'none' : writeNumber(Number(value.toPrecision(4)))}`,
  );
  return `${line.verdict === 'holds' ? '✓' : '✕'} ${line.says}\n  ${line.paper}: ${line.where}. ${line.setting}\n  ${line.bound}; measured ${values.join(', ')} ${line.unit}; ${line.verdict} (${line.backend})\n`;
}
