import { useEffect, useRef, useState } from 'react';
import styles from './time-slider.module.css';

const SECONDS = 4;

interface Props {
  readonly time: number;
  readonly onTime: (time: number) => void;
  /** What plays. */
  readonly play?: string;
  readonly stop?: string;
  readonly label?: string;
}

/** Time between a source (0) and a target (1), by hand or playing. */
export function TimeSlider({
  time,
  onTime,
  play = 'Move the mass',
  stop = 'Stop moving the mass',
  label = 'Time of the displacement',
}: Props) {
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ time, onTime });
  latest.current = { time, onTime };
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const begun = performance.now() - latest.current.time * SECONDS * 1000;
    const tick = () => {
      const next = (performance.now() - begun) / 1000 / SECONDS;
      latest.current.onTime(Math.min(1, next));
      if (next < 1) frame = requestAnimationFrame(tick);
      else setPlaying(false);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing]);
  return (
    <div className={styles.time}>
      <button
        type="button"
        onClick={() => {
          if (time >= 1) onTime(0);
          setPlaying(!playing);
        }}
        aria-label={playing ? stop : play}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : 'M3 1.5v13l11-6.5z'} />
        </svg>
      </button>
      <span>source</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={time}
        aria-label={label}
        onChange={(event) => onTime(Number(event.target.value))}
      />
      <span>target</span>
    </div>
  );
}
