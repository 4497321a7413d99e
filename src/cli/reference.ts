import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadReferences, REFERENCE_ASSETS } from '../labs/references.ts';
import { UsageError } from './arguments.ts';
import { compareEntry, type ReferenceEntry } from './compare.ts';
import { loadAssets } from './drive.ts';

/** `npm run reference -- FILE...`: checks numbers from elsewhere against our code. Exit 1 when one differs. */
export async function reference(files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new UsageError('Name at least one file of reference entries.');
  const references = await loadReferences();
  const assets = await loadAssets(REFERENCE_ASSETS);
  const counts = { agrees: 0, differs: 0, unknown: 0 };
  for (const file of files) {
    const entries = await readEntries(file);
    for (const entry of entries) {
      const compute = Object.hasOwn(references, entry.kind) ? references[entry.kind]! : null;
      const compared = await compareEntry(entry, compute, assets);
      counts[compared.status]++;
      process.stdout.write(`${JSON.stringify({ file, name: entry.name, ...compared })}\n`);
    }
  }
  process.stderr.write(`${counts.agrees} agree, ${counts.differs} differ, ${counts.unknown} unknown\n`);
  return counts.differs > 0 ? 1 : 0;
}

function isEntry(entry: unknown): entry is ReferenceEntry {
  const { kind, expected, tolerance } = (entry ?? {}) as Partial<ReferenceEntry>;
  const numbers = typeof tolerance?.abs === 'number' && typeof tolerance.rel === 'number';
  return typeof kind === 'string' && typeof expected === 'object' && expected !== null && numbers;
}

async function readEntries(file: string): Promise<ReferenceEntry[]> {
  const text = await readFile(resolve(process.env.INIT_CWD ?? process.cwd(), file), 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  const entries = (parsed as { entries?: unknown } | null)?.entries;
  if (!Array.isArray(entries))
    throw new UsageError(`${file} has no list of entries; accepted is {"lab","about","entries":[...]}.`);
  entries.forEach((entry, k) => {
    if (!isEntry(entry))
      throw new UsageError(
        `${file}: entry ${k + 1} is not {"kind","name","inputs","expected":{...},"tolerance":{"abs","rel"}}.`,
      );
  });
  return entries as ReferenceEntry[];
}
