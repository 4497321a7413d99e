import { dashOf } from '../../charts/colour.ts';

/** A short piece of a run's line, as the charts draw it. */
export function Swatch({ colour, dash, current = false }: { colour: number; dash?: number; current?: boolean }) {
  return (
    <svg width="26" height="10" viewBox="0 0 26 10" aria-hidden="true">
      <path
        d="M1 5H25"
        style={{ stroke: `var(--series-${colour})` }}
        strokeWidth={current ? 2.25 : 1.75}
        strokeDasharray={dashOf(dash ?? (colour > 2 ? colour : 1)) ?? undefined}
        fill="none"
      />
    </svg>
  );
}
