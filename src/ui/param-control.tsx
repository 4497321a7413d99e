import { type ReactNode, useId, useState } from 'react';
import type { NumberParam, Param, ParamValue } from '../params/descriptor.ts';
import { accepts, fromPosition, readValue, toPosition, writeNumber } from '../params/text.ts';
import { useLeadsHere } from './leads.ts';
import styles from './param-control.module.css';
import { useLights } from './use-lights.ts';

interface Props {
  readonly id: string;
  readonly param: Param;
  readonly value: ParamValue;
  /** What the paper used; a tick below the track. */
  readonly paper?: ParamValue | undefined;
  readonly onChange: (value: ParamValue) => void;
  readonly onReset: () => void;
  /** Beside the name of a slider, quiet until it is looked for. */
  readonly aside?: ReactNode;
  /** Above the track of a slider, as wide as it. */
  readonly above?: ReactNode;
}

/** The control of one parameter: slider and number box, segmented choice or switch, made from its descriptor. */
export function ParamControl(props: Props) {
  const { param, value, onReset } = props;
  const control = useId();
  const changed = value !== param.default;
  const lights = useLights(param.symbol);
  useLeadsHere(param.symbol);
  const name = (
    <>
      {param.symbol ? <i className="symbol">{param.symbol}</i> : null}
      <span>{param.label}</span>
    </>
  );
  return (
    <div className={styles.control} data-changed={changed} title={param.help} data-lights={param.symbol} {...lights}>
      <label className={styles.name} htmlFor={control}>
        {name}
      </label>
      {changed || props.aside ? (
        <span className={styles.tools}>
          {changed ? (
            <button type="button" onClick={onReset} aria-label={`Reset ${param.label}`} title="Back to the default">
              ↺
            </button>
          ) : null}
          {props.aside}
        </span>
      ) : null}
      {param.kind === 'number' || param.kind === 'integer' ? (
        <NumberControl {...props} param={param} control={control} />
      ) : null}
      {param.kind === 'choice' ? (
        <select
          id={control}
          className={styles.select}
          value={String(value)}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {param.options.map((option: string) => (
            <option key={option} value={option}>
              {param.optionLabels?.[option] ?? option}
            </option>
          ))}
        </select>
      ) : null}
      {param.kind === 'toggle' ? (
        <input
          id={control}
          type="checkbox"
          className={styles.toggle}
          checked={value === true}
          onChange={(event) => props.onChange(event.target.checked)}
        />
      ) : null}
    </div>
  );
}

const STEPS = 400;

function NumberControl({
  param,
  value,
  paper,
  control,
  above,
  onChange,
}: Props & { param: NumberParam; control: string }) {
  const number = Number(value);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const commit = (text: string) => {
    const reading = readValue(param, text);
    // What was refused stays in the box, to be mended.
    setDraft(reading.ok ? null : text);
    if (reading.ok) onChange(reading.value);
    setProblem(reading.ok ? null : `${text || 'Nothing'} ${reading.reason}.`);
  };
  const position = toPosition(param, number);
  const small = param.kind === 'integer' && param.max - param.min <= STEPS && param.scale === 'linear';
  return (
    <>
      <input
        id={control}
        className={styles.box}
        inputMode="decimal"
        autoComplete="off"
        size={7}
        value={draft ?? (param.kind === 'integer' ? String(number) : writeNumber(Number(number.toPrecision(4))))}
        title={writeNumber(number)}
        aria-description={`Accepted: ${accepts(param)}${param.unit ? `, in ${param.unit}` : ''}`}
        aria-invalid={problem !== null}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={(event) => draft !== null && commit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value);
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      {param.unit ? <span className={styles.unit}>{param.unit}</span> : null}
      {above ? <div className={styles.above}>{above}</div> : null}
      <div className={styles.track}>
        <input
          type="range"
          aria-label={`${param.label}, slider`}
          aria-valuetext={`${writeNumber(number)}${param.unit ? ` ${param.unit}` : ''}`}
          min={small ? param.min : 0}
          max={small ? param.max : STEPS}
          step={1}
          value={small ? number : Math.round(position * STEPS)}
          onChange={(event) => {
            const at = Number(event.target.value);
            setProblem(null);
            setDraft(null);
            onChange(small ? at : nudge(param, number, at / STEPS));
          }}
        />
        {typeof paper === 'number' ? (
          <span
            className={styles.paper}
            style={{ left: `calc(6px + ${toPosition(param, paper)} * (100% - 12px))` }}
            title={`The paper's value: ${writeNumber(paper)}`}
          />
        ) : null}
      </div>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}

/** A slider's value; an arrow key always moves an integer by one at least. */
function nudge(param: NumberParam, from: number, position: number): number {
  const value = fromPosition(param, position);
  if (param.kind === 'integer' && value === from && position !== toPosition(param, from)) {
    return Math.min(param.max, Math.max(param.min, from + Math.sign(position - toPosition(param, from))));
  }
  return value;
}
