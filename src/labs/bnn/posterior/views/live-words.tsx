import { useSyncExternalStore } from 'react';
import type { Source } from '../../../../ui/use-chart.ts';

interface Props {
  readonly source: Source<unknown>;
  readonly words: () => string;
}

/** A sentence that follows a source. */
export function LiveWords({ source, words }: Props) {
  return <>{useSyncExternalStore(source.subscribe, words)}</>;
}
