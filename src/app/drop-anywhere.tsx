import { lazy, Suspense, useEffect, useState } from 'react';

const DropNotice = lazy(() => import('./figures/drop-notice.tsx').then((module) => ({ default: module.DropNotice })));

const OVER = 'Drop it: a figure or configuration saved here opens its run, other files are data of your own.';

/** Files dropped or pasted anywhere: what was saved here opens its run again, the rest goes to the bench that is open. */
export function DropAnywhere() {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const take = async (files: FileList) => {
      const [file] = files;
      if (!file) return;
      const first = files.length > 1 ? `Of the ${files.length} files only the first was taken, ${file.name}.` : '';
      try {
        const { takeFile } = await import('./figures/take-file.ts');
        setSaid([first, await takeFile(file)].filter(Boolean).join(' '));
      } catch (error) {
        setSaid(`${file.name} could not be read: ${(error as Error).message}`);
      }
    };
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const acts: [string, (event: DragEvent) => void][] = [
      [
        'dragover',
        (event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setSaid(OVER);
        },
      ],
      ['dragleave', (event) => event.relatedTarget === null && setSaid('')],
      [
        'drop',
        (event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setSaid('');
          if (event.dataTransfer) void take(event.dataTransfer.files);
        },
      ],
    ];
    const paste = (event: ClipboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]');
      if (typing || !event.clipboardData) return;
      const { files } = event.clipboardData;
      const text = event.clipboardData.getData('text/plain');
      if (files[0]) void take(files);
      else if (text.trim())
        void import('./figures/take-file.ts').then(async ({ takeText }) => setSaid(await takeText(text)));
    };
    for (const [name, act] of acts) document.addEventListener(name, act as EventListener);
    document.addEventListener('paste', paste);
    return () => {
      for (const [name, act] of acts) document.removeEventListener(name, act as EventListener);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return said ? (
    <Suspense fallback={null}>
      <DropNotice said={said} onClose={() => setSaid('')} />
    </Suspense>
  ) : null;
}
