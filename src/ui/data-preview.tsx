import { useEffect, useRef } from 'react';
import styles from './data-intake.module.css';
import { type Preview, previewOf } from './preview-of.ts';

/** The first rows, the points or the images of data that was read; a row that cannot be used is marked among them. */
export function DataPreview({ data, badRow = null }: { data: unknown; badRow?: number | null }) {
  const { facts, table, points, image } = previewOf(data, badRow);
  return (
    <>
      {facts.length > 0 ? <p>{facts.join('; ')}.</p> : null}
      {points ? <Scatter points={points} /> : null}
      {image ? (
        <div className={styles.images}>
          {image.map((one, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: images have no name but their place.
            <Grey key={k} {...one} alone={image.length === 1} />
          ))}
        </div>
      ) : null}
      {table ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        <section className={styles.rows} tabIndex={0} aria-label="First rows">
          <table>
            <thead>
              <tr>
                {table.head.map((word, c) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
                  <th key={c} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, r) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place.
                <tr key={r} data-bad={r === table.bad || undefined}>
                  {row.map((cell, c) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name but their column.
                    <td key={c}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  );
}

const SIDE = 160;

function Scatter({ points }: { points: readonly (readonly number[])[] }) {
  const bounds = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis]!);
    const low = values.reduce((least, value) => Math.min(least, value));
    return [low, values.reduce((most, value) => Math.max(most, value)) - low] as const;
  });
  // A share of the range first: of a range too small, one over it would be no number.
  const range = Math.max(bounds[0]![1], bounds[1]![1]) || 1;
  const place = (distance: number) => (distance / range) * (SIDE - 16);
  const width = place(bounds[0]![1]) + 16;
  const height = place(bounds[1]![1]) + 16;
  return (
    <svg
      className={styles.scatter}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${points.length} points in the plane`}
    >
      {points.map(([x, y], k) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place.
          key={k}
          cx={8 + place(x! - bounds[0]![0])}
          cy={height - 8 - place(y! - bounds[1]![0])}
          r={points.length > 200 ? 1.2 : 2.2}
        />
      ))}
    </svg>
  );
}

/** Grey levels as they were read: the largest is white, as in the file or as mass. */
function Grey({ width, height, values, alone }: NonNullable<Preview['image']>[number] & { alone: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const most = values.reduce((high, value) => Math.max(high, value), 0) || 1;
    const pixels = context.createImageData(width, height);
    values.forEach((value, k) => {
      const level = 255 * (value / most);
      pixels.data.set([level, level, level, 255], 4 * k);
    });
    context.putImageData(pixels, 0, 0);
  }, [width, height, values]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      data-alone={alone}
      role="img"
      aria-label={`Image of ${width} by ${height} pixels`}
    />
  );
}
