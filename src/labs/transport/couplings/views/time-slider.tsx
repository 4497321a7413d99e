import { useEffect, useRef, useState } from 'react';
import styles from './views.module.css';

const SECONDS = 4;

/** Time of the displacement, 0 at the source and 1 at the target, by hand or playing. */
export function TimeSlider({ time, onTime }: { time: number; onTime: (time: number) => void }) {
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
        aria-label={playing ? 'Stop moving the mass' : 'Move the mass'}
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
        aria-label="Time of the displacement"
        onChange={(event) => onTime(Number(event.target.value))}
      />
      <span>target</span>
    </div>
  );
}
