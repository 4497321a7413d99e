import { useEffect, useState } from 'react';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { useAnswer } from '../../../../ui/use-answer.ts';
import type { Source } from '../../../../ui/use-chart.ts';
import type { TheoryAnswer } from '../theory-question.ts';

/** What replica theory says of the run shown: asked for again until it is solved, a few iterations at a time. */
export function useTheory(ask: ViewProps['ask'], latest: ViewProps['latest']): Source<TheoryAnswer | null> {
  const [part, setPart] = useState(0);
  const source = useAnswer<TheoryAnswer>(ask, latest, 'theory', () => ({ part }));
  useEffect(
    () =>
      source.subscribe(() => {
        if (source.get()?.done === false) setPart((one) => one + 1);
      }),
    [source],
  );
  return source;
}
