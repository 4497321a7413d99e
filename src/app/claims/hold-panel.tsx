import { useEffect, useRef, useState } from 'react';
import type { Claim } from '../../claims/claim.ts';
import type { Paper } from '../../papers/paper.ts';
import { axesOf, type ClaimRun, claimRuns, type HoldAxis, valuesOf } from './hold-axes.ts';
import { AxisFields } from './hold-axis-fields.tsx';
import { type HoldCell, measureCells } from './hold-cells.ts';
import { type Drawn, HoldFigure } from './hold-figure.tsx';
import styles from './hold-panel.module.css';

/** Two parameters of a claim's runs are varied around its own setting, and each cell says whether the claim holds there. */
export function HoldPanel({ paper, claim }: { paper: Paper; claim: Claim }) {
  const [runs, setRuns] = useState<readonly ClaimRun[] | null>(null);
  const [axes, setAxes] = useState<readonly HoldAxis[]>([]);
  const [chosen, setChosen] = useState<readonly [string, string]>(['', '']);
  const [size, setSize] = useState(5);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [cells, setCells] = useState<readonly HoldCell[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    let gone = false;
    claimRuns(paper, claim).then(
      (found) => {
        if (gone) return;
        const all = axesOf(paper, found);
        setRuns(found);
        setAxes(all);
        setChosen([all[0]?.key ?? '', all[1]?.key ?? all[0]?.key ?? '']);
      },
      (error: Error) => !gone && setProblem(error.message),
    );
    return () => {
      gone = true;
      stop.current?.abort(new Error('closed'));
    };
  }, [paper, claim]);
  const axis = (k: 0 | 1) => axes.find(({ key }) => key === chosen[k]);
  /** One that the other axis has is exchanged with it. */
  const choose = (k: 0 | 1, key: string) => {
    const other = chosen[1 - k] === key ? chosen[k] : chosen[1 - k]!;
    setChosen(k === 0 ? [key, other] : [other, key]);
  };
  const change = (key: string, to: Partial<HoldAxis>) =>
    setAxes((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));

  const start = async () => {
    const [x, y] = [axis(0), axis(1)];
    if (!runs || !x || !y || x.key === y.key) return;
    const next: Drawn = { x: [x, valuesOf(x, size)], y: [y, valuesOf(y, size)] };
    const controller = new AbortController();
    stop.current = controller;
    setDrawn(next);
    setCells([]);
    setBusy(true);
    setProblem(null);
    try {
      await measureCells(claim, runs, next.x, next.y, controller.signal, (cell) => {
        if (!controller.signal.aborted) setCells((all) => [...all, cell]);
      });
    } catch (error) {
      if (!controller.signal.aborted) setProblem((error as Error).message);
    } finally {
      if (stop.current === controller) setBusy(false);
    }
  };
  const cancel = () => {
    stop.current?.abort(new Error('cancelled'));
    setBusy(false);
  };
  if (problem) return <p role="alert">{problem}</p>;
  if (!runs) return <p role="status">Loading</p>;
  if (axes.length < 2)
    return <p className={styles.none}>The runs of this claim have fewer than two numbers that could be varied.</p>;
  const total = drawn ? drawn.x[1].length * drawn.y[1].length : 1;
  return (
    <section className={styles.panel} aria-label={`Where it holds: ${claim.says}`}>
      <div className={styles.fields}>
        {([0, 1] as const).map((k) => (
          <AxisFields
            key={k}
            name={k === 0 ? 'Across' : 'Upwards'}
            axes={axes}
            chosen={axis(k)}
            onChoose={(key) => choose(k, key)}
            onRange={(to) => change(chosen[k], to)}
          />
        ))}
        <label>
          Cells
          <select value={size} onChange={(event) => setSize(Number(event.target.value))}>
            {[3, 5, 7].map((count) => (
              <option key={count} value={count}>
                {count} × {count}
              </option>
            ))}
          </select>
        </label>
        {busy ? (
          <button type="button" className="button" onClick={cancel}>
            Cancel the map
          </button>
        ) : (
          <button type="button" className="button" data-first onClick={start}>
            Draw the map
          </button>
        )}
        {busy ? <progress aria-label="Cells measured" max={total} value={cells.length} /> : null}
      </div>
      {drawn ? <HoldFigure claim={claim} drawn={drawn} cells={cells} total={total} busy={busy} /> : null}
    </section>
  );
}
