import { startTransition, useEffect, useState } from 'react';
import type { Paper } from '../../papers/paper.ts';
import { liveSlugs, loadPaper } from '../catalogue.ts';

const idle = () =>
  new Promise<void>((resolve) => {
    // Safari has no idle callback; a pause does.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 120 });
    else setTimeout(resolve, 20);
  });

/** Every live paper, fetched one after another while the page is idle; those that have come so far. */
export function useAllPapers(): { papers: Readonly<Record<string, Paper>>; missing: readonly string[] } {
  const [papers, setPapers] = useState<Readonly<Record<string, Paper>>>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const slugs = liveSlugs();
      const found: Record<string, Paper> = {};
      for (const [k, slug] of slugs.entries()) {
        try {
          found[slug] = (await loadPaper(slug))!;
        } catch {
          setMissing((all) => [...all, slug]);
        }
        if (gone) return;
        // Often at first, then by the handful: the head's tally is drawn anew each time.
        if (k < 3 || k % 8 === 7 || k === slugs.length - 1) {
          const next = { ...found };
          startTransition(() => setPapers(next));
          await idle();
        }
      }
    };
    void load();
    return () => {
      gone = true;
    };
  }, []);
  return { papers, missing };
}
