import { useState } from 'react';
import { readValue, writeNumber } from '../../params/text.ts';
import type { HoldAxis } from './hold-axes.ts';
import styles from './hold-panel.module.css';

/** Which parameter is varied along an axis of the map, and from where to where. */
export function AxisFields({
  name,
  axes,
  chosen,
  onChoose,
  onRange,
}: {
  name: string;
  axes: readonly HoldAxis[];
  chosen: HoldAxis | undefined;
  onChoose: (key: string) => void;
  onRange: (range: Partial<Pick<HoldAxis, 'from' | 'to'>>) => void;
}) {
  return (
    <fieldset className={styles.axis}>
      <label>
        {name}
        <select value={chosen?.key} onChange={(event) => onChoose(event.target.value)}>
          {axes.map((axis) => (
            <option key={axis.key} value={axis.key}>
              {axis.label}
            </option>
          ))}
        </select>
      </label>
      {chosen
        ? (['from', 'to'] as const).map((end) => (
            <Bound
              key={`${chosen.key} ${end} ${chosen[end]}`}
              axis={chosen}
              end={end}
              name={name}
              onValue={(value) => onRange({ [end]: value })}
            />
          ))
        : null}
    </fieldset>
  );
}

function Bound({
  axis,
  end,
  name,
  onValue,
}: {
  axis: HoldAxis;
  end: 'from' | 'to';
  name: string;
  onValue: (value: number) => void;
}) {
  const [text, setText] = useState(writeNumber(axis[end]));
  const reading = readValue(axis.param, text);
  const value = Number(reading.value);
  const ordered = end === 'from' ? value < axis.to : value > axis.from;
  const problem = reading.ok ? (ordered ? null : 'is past the other end') : reading.reason;
  const commit = () => {
    if (problem === null && value !== axis[end]) onValue(value);
  };
  return (
    <label>
      {end}
      <input
        inputMode="decimal"
        autoComplete="off"
        size={6}
        aria-label={`${name}, ${end}`}
        aria-invalid={problem !== null}
        title={problem ? `${text} ${problem}; ${writeNumber(axis[end])} is used` : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </label>
  );
}
