import { readFile } from 'node:fs/promises';
import { loadReferences } from '../labs/references.ts';
import { UsageError } from './arguments.ts';
import { compareEntry, type ReferenceEntry } from './compare.ts';

/** `npm run reference -- FILE...`: checks numbers from elsewhere against our code. Exit 1 when one differs. */
export async function reference(files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new UsageError('Name at least one file of reference entries.');
  const references = await loadReferences();
  const counts = { agrees: 0, differs: 0, unknown: 0 };
  for (const file of files) {
    const entries = await readEntries(file);
    for (const entry of entries) {
      const compute = Object.hasOwn(references, entry.kind) ? references[entry.kind]! : null;
      const compared = await compareEntry(entry, compute);
      counts[compared.status]++;
      process.stdout.write(`${JSON.stringify({ file, name: entry.name, ...compared })}\n`);
    }
  }
  process.stderr.write(`${counts.agrees} agree, ${counts.differs} differ, ${counts.unknown} unknown\n`);
  return counts.differs > 0 ? 1 : 0;
}

async function readEntries(file: string): Promise<ReferenceEntry[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  const entries = (parsed as { entries?: unknown }).entries;
  if (!Array.isArray(entries)) throw new UsageError(`${file} has no list of entries; accepted is {"lab","about","entries":[...]}.`);
  return entries as ReferenceEntry[];
}
