import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/fonts.css';
import './gallery.css';
import { mountBars } from '../../src/charts/bars.ts';
import { type CloudData, mountCloud } from '../../src/charts/cloud.ts';
import { formatNumber } from '../../src/charts/format.ts';
import { mountInformationPlane } from '../../src/charts/information-plane.ts';
import { type LineData, mountLine } from '../../src/charts/line.ts';
import { mountLoom } from '../../src/charts/loom.ts';
import { mountMatrix } from '../../src/charts/matrix.ts';
import type { MatrixData } from '../../src/charts/matrix-data.ts';
import { mountPlot } from '../../src/charts/plot.ts';
import { mountRaster } from '../../src/charts/raster.ts';
import { mountStrip, type StripData } from '../../src/charts/strip.ts';
import { estimates, histogram, plane, relevance } from './information-data.ts';
import { band, cost, diverged, eight, notFinite, oneLine, pinned, potentials, quiet, race } from './line-data.ts';
import { clouds, digits, signed } from './plane-data.ts';
import { Show } from './show.tsx';
import { sinkhorn, threadsOf } from './transport-data.ts';

const plan = sinkhorn(160, 1200, 300);
const early = sinkhorn(160, 1200, 6);
const rowSums = Float64Array.from({ length: early.n }, (_, i) =>
  early.plan.subarray(i * early.n, (i + 1) * early.n).reduce((a, b) => a + b),
);

type Change<D> = (part: Partial<D>) => void;

function live(data: LineData, part: Partial<LineData> = {}) {
  return (change: Change<LineData>): LineData => ({
    ...data,
    onCrosshair: (crosshair) => change({ crosshair }),
    onZoom: (zoom) => change({ zoom }),
    ...part,
  });
}

function planData(part: Partial<MatrixData> = {}) {
  return (change: Change<MatrixData>): MatrixData => ({
    rows: plan.n,
    cols: plan.n,
    values: plan.plan,
    top: plan.target,
    left: plan.source,
    scale: 'sqrt',
    palette: 'mass',
    hover: { row: 72, col: 124 },
    hoverText: said(72, 124),
    onHover: (hover) => change({ hover, hoverText: hover ? said(hover.row, hover.col) : '' }),
    rowLabel: 'source *x* ↓',
    colLabel: 'target *y*',
    ticks: { row: [80], col: [80], rowText: ['0.5'], colText: ['0.5'] },
    square: true,
    ...part,
  });
}

function said(row: number, col: number): string {
  const place = (k: number): string => formatNumber((k + 0.5) / plan.n, 2);
  return `${place(row)} goes to ${place(col)}\nmass ${formatNumber(plan.plan[row * plan.n + col]!, 2)}`;
}

const kept = Uint8Array.from(plan.plan, (p) => (p > 2e-4 ? 1 : 0));

function strips(): StripData[] {
  return [
    {
      values: [93.75, 88.2, 85.7],
      bound: 60,
      side: 'atLeast',
      scale: 'log',
      domain: [20, 300],
      unit: '×',
      stopped: [true, true, true],
    },
    { values: [40], bound: 60, side: 'atMost', scale: 'log', domain: [10, 1000] },
    { values: [0, 0, 1], bound: 2, side: 'atMost', scale: 'linear', domain: [-4, 8], unit: 'steps' },
    { values: [2e-5, 3], bound: 1e-9, side: 'atMost', scale: 'log', domain: [1e-13, 0.1] },
    { values: [], bound: 0.08, side: 'atLeast', scale: 'linear', domain: [0, 0.3], unit: 'bit' },
  ];
}

function Race() {
  const [log, setLog] = useState(true);
  return (
    <Show
      title="Marginal error"
      unit="L¹, both sides"
      mount={mountLine}
      data={live(race, { crosshair: 64 })}
      height={292}
      width={372}
      toggles={[
        { label: 'x log', on: log, onToggle: () => setLog(!log) },
        { label: 'y log', on: true, onToggle: () => undefined },
      ]}
    />
  );
}

const cloud = (part: Partial<CloudData>) => (): CloudData => ({ ...clouds(60), ...part });

function Gallery() {
  return (
    <div className="gallery">
      <h1>Every chart, with fixed data</h1>
      <h2>Lines</h2>
      <div className="shelf">
        <Race />
        <Show
          title="Marginal error, wide"
          unit="no crosshair"
          mount={mountLine}
          data={live(race)}
          height={292}
          width={560}
        />
        <Show
          title="Transport cost"
          mount={mountLine}
          data={live(cost, { crosshair: 64, margins: { right: 98 } })}
          height={104}
          width={372}
        />
        <Show title="Before the first step" mount={mountLine} data={live(quiet)} height={150} width={372} />
        <Show title="One line" unit="nats, smoothed" mount={mountLine} data={live(oneLine)} height={220} width={372} />
        <Show
          title="Five lines, two pinned"
          unit="bits"
          mount={mountLine}
          data={live(pinned)}
          height={220}
          width={440}
        />
        <Show title="Eight lines" mount={mountLine} data={live(eight, { crosshair: 20 })} height={292} width={560} />
        <Show title="Eight lines, narrow" mount={mountLine} data={live(eight)} height={292} width={360} />
        <Show title="Nine seeds" mount={mountLine} data={live(band)} height={180} width={372} />
        <Show title="Diverged: a result" mount={mountLine} data={live(diverged)} height={180} width={420} />
        <Show title="Not finite, not positive" mount={mountLine} data={live(notFinite)} height={180} width={372} />
        <Show
          title="Zoomed"
          mount={mountLine}
          data={live(race, { zoom: [20, 90], crosshair: 40 })}
          height={220}
          width={372}
        />
        <Show title="Potentials" mount={mountLine} data={live(potentials)} height={200} width={372} />
        <Show
          title="Work in each Newton step"
          unit="conjugate-gradient steps"
          mount={mountBars}
          data={() => ({
            values: Array.from({ length: 44 }, (_, i) => Math.min(55, 26 + (i % 5 === 1 ? -4 : 0) + 0.8 * i)),
            xs: Array.from({ length: 44 }, (_, i) => i + 21),
            x: { label: 'Newton step' },
            y: { label: '', scale: 'linear' as const },
            colour: 1,
            highlight: null,
            note: '55 a step',
            empty: 'No Newton step yet.',
          })}
          height={112}
          width={372}
        />
        <Show
          title="Bars, one chosen, logarithmic"
          mount={mountBars}
          data={() => ({
            values: Array.from({ length: 20 }, (_, i) => 3 ** (i / 3)),
            xs: Array.from({ length: 20 }, (_, i) => i + 1),
            x: { label: 'layer' },
            y: { label: '', scale: 'log' as const },
            colour: 4,
            highlight: 12,
            empty: '',
          })}
          height={140}
          width={372}
        />
      </div>
      <h2>Transport</h2>
      <div className="shelf">
        <Show
          title="Plan"
          unit="mass, square-root scale"
          mount={mountMatrix}
          data={planData()}
          height="calc(100cqi + 14px)"
          width={386}
        />
        <Show
          title="Mass moving"
          mount={mountLoom}
          data={() => ({
            source: plan.source,
            target: plan.target,
            threads: threadsOf(plan, 96),
            time: null,
            labels: { source: 'source *r*', target: 'target *c*', note: '96 threads of equal mass' },
          })}
          height={400}
          width={226}
        />
        <Show
          title="On its way"
          mount={mountLoom}
          data={() => ({
            source: plan.source,
            target: plan.target,
            threads: threadsOf(plan, 64),
            time: 0.35,
            labels: { source: 'source', target: 'target', note: 'time 0.35' },
          })}
          height={400}
          width={226}
        />
        <Show
          title="Kept entries"
          mount={mountMatrix}
          data={planData({ mask: kept, hover: null })}
          height={300}
          width={286}
        />
        <Show
          title="After six sweeps"
          unit="asked for, as a line"
          mount={mountMatrix}
          data={planData({ values: early.plan, left: rowSums, leftTarget: early.source, hover: null })}
          height={300}
          width={286}
        />
        <Show
          title="Signed, with values missing"
          mount={mountMatrix}
          data={(change: Change<MatrixData>) => ({
            ...planData({
              ...signed(40, 60),
              scale: 'linear',
              palette: 'signed',
              hover: null,
              rowLabel: 'row',
              colLabel: 'column',
            })(change),
            ticks: { row: [0, 20], col: [0, 30], rowText: ['0', '20'], colText: ['0', '30'] },
          })}
          height={300}
          width={386}
        />
        <Show
          title="Loom, lying"
          mount={mountLoom}
          data={() => ({
            source: plan.source,
            target: plan.target,
            threads: threadsOf(plan, 96),
            time: null,
            labels: { source: '', target: '', note: '' },
            horizontal: true,
          })}
          height={260}
          width={560}
        />
      </div>
      <h2>Planes and images</h2>
      <div className="shelf">
        <Show title="Two clouds" mount={mountCloud} data={cloud({})} height={340} width={380} />
        <Show title="On their way" mount={mountCloud} data={cloud({ time: 0.5 })} height={340} width={380} />
        <Show
          title="Two thousand edges"
          mount={mountCloud}
          data={() => ({ ...clouds(400), label: { x: '*x*', y: '*y*' } })}
          height={360}
          width={420}
        />
        <Show
          title="To edit"
          mount={mountCloud}
          data={(change: Change<CloudData>) => {
            let points = Array.from(clouds(12).source);
            const data: CloudData = {
              ...clouds(12),
              showEdges: false,
              editable: {
                onAdd: (x, y) => change({ source: (points = [...points, x, y]) }),
                onErase: (x, y) => {
                  const at = points.findIndex((v, i) => i % 2 === 0 && v === x && points[i + 1] === y);
                  points = points.filter((_, i) => i !== at && i !== at + 1);
                  change({ source: points });
                },
              },
            };
            return data;
          }}
          height={300}
          width={380}
        />
        <Show title="Digits" mount={mountRaster} data={() => ({ images: digits() })} height={260} width={380} />
      </div>
      <h2>The information plane and plots</h2>
      <div className="shelf">
        <Show title="Information plane" mount={mountInformationPlane} data={plane} height={470} width={636} />
        <Show
          title="Turned back, narrow"
          mount={mountInformationPlane}
          data={(change) => ({ ...plane(change), at: 20 })}
          height={400}
          width={340}
        />
        <Show title="Estimates" mount={mountPlot} data={estimates} height={280} width={480} />
        <Show title="Rate and relevance" mount={mountPlot} data={relevance} height={280} width={400} />
        <Show title="Histogram" mount={mountPlot} data={histogram} height={180} width={300} />
      </div>
      <h2>Claims</h2>
      <div className="shelf">
        {strips().map((data, i) => (
          <Show
            key={data.domain.join()}
            title={`Claim ${i + 1}`}
            mount={mountStrip}
            data={() => data}
            height={58}
            width={300}
          />
        ))}
      </div>
    </div>
  );
}

createRoot(document.getElementById('gallery')!).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
