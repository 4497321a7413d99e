import { useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readImagesFile, readRows } from './read-images.ts';
import styles from './views.module.css';

/** The reader's own images, from a file or pasted. */
export function DataPanel(props: DataPanelProps) {
  const [tile, setTile] = useState({ width: 28, height: 28 });
  const size = (what: 'width' | 'height', label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={64}
        value={tile[what]}
        onChange={(event) => setTile({ ...tile, [what]: Math.max(1, Math.min(64, Number(event.target.value) || 1)) })}
      />
    </label>
  );
  return (
    <DataIntake
      {...props}
      title="Your own images"
      accept=".csv,.txt,.json,.npy,image/*"
      readFile={(file) => readImagesFile(file, tile)}
      readText={readRows}
      settings={
        <div className={styles.sizes}>
          {size('width', 'Width of one image in a picture')}
          {size('height', 'Height of one image')}
        </div>
      }
    >
      A CSV with one image a line (grey levels row by row, and a label at the end if there is one), an NPY array of
      images × height × width, or a picture that holds many images of one size side by side. 10 to 5,000 images.
    </DataIntake>
  );
}
