import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import panel from '../../../../ui/data-panel.module.css';
import { type ReadImages, readImagesFile, readRows } from './read-images.ts';
import styles from './views.module.css';

/** The reader's own images, from a file or pasted. Nothing leaves the browser. */
export function DataPanel({ onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState('');
  const [tile, setTile] = useState({ width: 28, height: 28 });
  const [read, setRead] = useState<string | null>(null);
  const how = useId();
  const take = async (name: string, make: () => ReadImages | Promise<ReadImages>) => {
    setRead(null);
    try {
      const { data, says } = await make();
      if (await onData(data)) setRead(`${name}: ${says}.`);
    } catch (error) {
      onProblem((error as Error).message);
    }
  };
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
    <details className={panel.panel}>
      <summary>Your own images</summary>
      <p id={how}>
        A CSV with one image a line (grey levels row by row, and a label at the end if there is one), an NPY array of
        images × height × width, or a picture that holds many images of one size side by side. 10 to 5,000 images;
        nothing leaves the browser.
      </p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.txt,.json,.npy,image/*"
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file.name, () => readImagesFile(file, tile));
            event.target.value = '';
          }}
        />
      </label>
      <div className={styles.sizes}>
        {size('width', 'Width of one image in a picture')}
        {size('height', 'Height of one image')}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => readRows(text, 'The text'));
        }}
      >
        <label>
          <span>Or paste lines of a CSV</span>
          <textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={how} />
        </label>
        <button type="submit">Use these</button>
      </form>
      {read ? <p role="status">{read}</p> : null}
    </details>
  );
}
