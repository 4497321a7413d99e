import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SamplesSnapshot } from './snapshot-shapes.ts';

/** The classes' own colours, as many as there are; above eight they come round again. */
export function dotsByClass(first: Float32Array, across: Float32Array, classes: Int32Array | null): PlotSeries[] {
  if (!classes) return [{ name: 'samples', x: first, y: across, form: 'dots', faint: true }];
  const names = [...new Set(classes)].sort((a, b) => a - b);
  return names.map((c) => {
    const own = Array.from(classes.keys()).filter((i) => classes[i] === c);
    return {
      name: `class ${c}`,
      x: own.map((i) => first[i]!),
      y: own.map((i) => across[i]!),
      form: 'dots',
      colour: (c % 8) + 1,
    };
  });
}

/** The samples so far: as images, or two coordinates of them. */
export function Data(props: ViewProps) {
  return props.facts.isImage ? <Images {...props} /> : <Cloud {...props} />;
}

function Cloud({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.samples as SamplesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const samples = now();
    const names = { y: 'y₁', x2: 'x₂', x: 'x₁' };
    return {
      x: { label: 'x₁', scale: 'linear' },
      y: { label: samples ? names[samples.acrossName] : 'y₁', scale: 'linear' },
      series: samples ? dotsByClass(samples.first, samples.across, samples.classes) : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Samples so far"
      unit="first coordinates"
      name="samples"
      mount={mountPlot}
      source={source}
      height="min(90cqi, 300px)"
      summary={() => {
        const samples = now();
        return samples
          ? `${samples.n} samples, the first coordinates of them.`
          : 'The samples, once something has run.';
      }}
      table={() => {
        const samples = now();
        return {
          head: ['x₁', samples?.acrossName === 'y' ? 'y₁' : 'x₂', 'Class'],
          rows: Array.from(samples?.first.subarray(0, 200) ?? [], (v, i) => [
            formatNumber(v, 3),
            formatNumber(samples!.across[i]!, 3),
            samples!.classes ? String(samples!.classes[i]) : '',
          ]),
        };
      }}
    />
  );
}

function Images({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.samples as SamplesSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const samples = now();
    if (!samples?.pictures) return { images: [] };
    const { width, height, x, y } = samples.pictures;
    const pixels = width * height;
    const shown = y ? 6 : 12;
    const at = (values: Float32Array, i: number, label: string) => ({
      values: values.subarray(i * pixels, (i + 1) * pixels),
      width,
      height,
      label,
    });
    const count = Math.min(shown, x.length / pixels);
    const images = Array.from({ length: count }, (_, i) =>
      at(x, i, y ? `x ${i + 1}` : `${samples.classes?.[i] ?? ''}`),
    );
    return {
      images: y ? [...images, ...Array.from({ length: count }, (_, i) => at(y, i, `y ${i + 1}`))] : images,
    };
  });
  return (
    <ChartFigure
      title="Samples so far"
      unit="the first of them"
      name="samples"
      mount={mountRaster}
      source={source}
      height={260}
      summary={() => {
        const samples = now();
        return samples?.pictures
          ? `${samples.n} samples so far; the first images, ${samples.pictures.width} × ${samples.pictures.height} pixels.`
          : 'The images, once something has run.';
      }}
      table={() => {
        const samples = now();
        return {
          head: ['Sample', 'Class'],
          rows: Array.from(samples?.classes?.subarray(0, 12) ?? [], (c, i) => [i + 1, String(c)]),
        };
      }}
    />
  );
}
