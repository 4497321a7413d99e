import styles from './views.module.css';

interface Props {
  readonly names: readonly string[];
  /** Attributes can hold together; of classes there is one. */
  readonly several: boolean;
  readonly told: readonly number[];
  readonly onTold: (told: readonly number[]) => void;
}

/** What the decoder is told beside the code; nothing where it is told nothing. */
export function Told({ names, several, told, onTold }: Props) {
  if (names.length === 0) return null;
  if (!several)
    return (
      <label>
        Decoded as{' '}
        <select value={told[0] ?? 0} onChange={(event) => onTold([Number(event.target.value)])}>
          {names.map((name, k) => (
            <option key={name} value={k}>
              {name}
            </option>
          ))}
        </select>
      </label>
    );
  return (
    <fieldset className={styles.told}>
      <legend>Decoded with</legend>
      {names.map((name, k) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={told.includes(k)}
            onChange={() => onTold(told.includes(k) ? told.filter((one) => one !== k) : [...told, k])}
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  );
}
