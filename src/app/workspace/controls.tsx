import type { ParamSet, ParamValue, ParamValues } from '../../params/descriptor.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { ParamControl } from '../../ui/param-control.tsx';
import { acceptData, checkData } from '../accept-data.ts';
import { changeParam, valuesOf } from '../branch.ts';
import type { Preset } from '../presets.ts';
import {
  applySpec,
  type Opened,
  setInstance,
  setMethod,
  setStop,
  toggleCompanion,
  useExplorer,
} from '../stores/explorer.ts';
import { useRuns } from '../stores/runs.ts';
import { SweepButton } from '../sweep/sweep-button.tsx';
import { SweepCurve } from '../sweep/sweep-curve.tsx';
import styles from './controls.module.css';
import { StopControl } from './stop-control.tsx';
import { Swatch } from './swatch.tsx';

interface Props {
  readonly opened: Opened;
  readonly views: BenchViews;
  readonly presets: readonly Preset[];
  readonly onProblem: (sentence: string) => void;
}

/** Problem, methods and the parameters of the method being edited. */
export function Controls({ opened, views, presets, onProblem }: Props) {
  const { description } = opened;
  const { spec, companions } = opened.explorer;
  const paper = opened.paperRun;
  const instance = description.instances[spec.instance]!;
  const { DataPanel } = views;
  return (
    <div className={styles.controls}>
      {presets.length > 0 ? (
        <section aria-labelledby="starts">
          <h2 id="starts">Starts</h2>
          <ul className={styles.presets}>
            {presets.map((preset) => (
              <li key={preset.key}>
                <button
                  type="button"
                  className="set"
                  title={preset.shows}
                  onClick={() => applySpec(preset.spec, preset.companions)}
                >
                  {preset.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="problem">
        <h2 id="problem">Problem</h2>
        <select
          className={styles.pick}
          aria-label="Problem"
          value={spec.instance}
          onChange={({ target: { value } }) => {
            if (!description.instances[value]!.needsData) setInstance(value);
            else void startOwn(onProblem);
          }}
        >
          {Object.entries(description.instances).map(([id, one]) => (
            <option key={id} value={id}>
              {one.label}
            </option>
          ))}
        </select>
        <p className={styles.help}>{instance.help}</p>
        {DataPanel ? (
          <DataPanel
            data={spec.data}
            onData={(data, drawing) => acceptData(data, onProblem, drawing)}
            onProblem={onProblem}
            check={checkData}
          />
        ) : null}
        <Params
          set={instance.params}
          values={spec.instanceParams}
          paper={paper?.instance === spec.instance ? paper.instanceParams : null}
          onProblem={onProblem}
        />
      </section>
      <section aria-labelledby="methods">
        <h2 id="methods">Methods</h2>
        <ul className={styles.methods}>
          {Object.entries(description.methods).map(([id, method]) => {
            const edited = id === spec.method;
            const shown = edited || companions.includes(id);
            return (
              <li key={id} data-shown={shown} data-edited={edited}>
                <input
                  type="checkbox"
                  aria-label={`Race ${method.label}`}
                  checked={shown}
                  disabled={edited}
                  onChange={() => toggleCompanion(id)}
                />
                <Swatch colour={views.colours[id] ?? 1} current={edited} />
                <button type="button" aria-pressed={edited} onClick={() => setMethod(id)} title={method.source}>
                  {method.label}
                </button>
                <MethodOutcome method={id} />
              </li>
            );
          })}
        </ul>
      </section>
      <section aria-labelledby="parameters">
        <h2 id="parameters">{description.methods[spec.method]!.label}</h2>
        <Params
          set={description.methods[spec.method]!.params}
          values={valuesOf(spec)}
          paper={paper?.method === spec.method ? paper.params : null}
          onProblem={onProblem}
        />
        <StopControl description={description} spec={spec} onChange={setStop} />
      </section>
    </div>
  );
}

/** Where two clouds will not do, the reader is told how data is given. */
async function startOwn(onProblem: (sentence: string) => void): Promise<void> {
  const refused = await checkData(starter);
  if (refused)
    onProblem('Data comes first: drop a file anywhere on the page, paste it, or open the panel below Problem.');
  else await acceptData(starter, onProblem);
}

/** Two small clouds to draw over, for a reader who picks their own data before giving any. */
const starter = {
  source: {
    points: [
      [-1, 0],
      [-0.8, 0.4],
      [-1.1, -0.5],
    ],
  },
  target: {
    points: [
      [1, 0],
      [0.9, 0.5],
      [1.2, -0.4],
    ],
  },
};

function Params({
  set,
  values,
  paper,
  onProblem,
}: {
  set: ParamSet;
  values: ParamValues;
  paper: Readonly<Record<string, ParamValue>> | null;
  onProblem: (sentence: string) => void;
}) {
  return Object.entries(set).map(([id, param]) => {
    const value = values[id] ?? param.default;
    const change = (next: ParamValue) => onProblem(changeParam(id, next) ?? '');
    const swept = param.kind === 'number' || param.kind === 'integer';
    return (
      <ParamControl
        key={id}
        id={id}
        param={param}
        value={value}
        paper={paper?.[id]}
        onChange={change}
        onReset={() => change(param.default)}
        aside={swept ? <SweepButton id={id} param={param} /> : null}
        above={swept ? <SweepCurve id={id} param={param} value={Number(value)} onPick={change} /> : null}
      />
    );
  });
}

function MethodOutcome({ method }: { method: string }) {
  const colourless = useRuns((state) => {
    const run = state.list.find(
      (one) => one.spec.method === method && (one.role === 'edited' || one.role === 'companion'),
    );
    if (!run) return '';
    if (run.status === 'failed') return 'cannot run';
    if (run.outcome === null) return '';
    return run.outcome === 'diverged'
      ? 'diverged'
      : `${run.step.toLocaleString('en-GB')} step${run.step === 1 ? '' : 's'}`;
  });
  return <span className="number">{colourless}</span>;
}

export const useOpened = (): Opened | null => useExplorer((state) => state.opened);
