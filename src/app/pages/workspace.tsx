import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import { packData } from '../../engine/packed-data.ts';
import type { Route } from '../../engine/route.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { useAddress } from '../address.ts';
import { findPaper } from '../catalogue.ts';
import { conduct, pause } from '../conductor.ts';
import { copyText } from '../copy-text.ts';
import { Surroundings } from '../figures/surroundings.tsx';
import { useKeys } from '../keys/key-table.ts';
import { keysOfRun } from '../keys/keys-of-run.ts';
import { isKnown, keepAddress, type OpenedLink, openLink } from '../open-link.ts';
import { PaperHead } from '../paper/paper-head.tsx';
import { presetsOf } from '../presets.ts';
import { followCursor } from '../replay.ts';
import { useExplorer } from '../stores/explorer.ts';
import { runs } from '../stores/runs.ts';
import { Controls } from '../workspace/controls.tsx';
import { Corrections, Notice } from '../workspace/corrections.tsx';
import { MetricCharts } from '../workspace/metric-charts.tsx';
import { Notes } from '../workspace/notes.tsx';
import { ReceiptLine } from '../workspace/receipt-line.tsx';
import { RunBar } from '../workspace/run-bar.tsx';
import { RunsTable } from '../workspace/runs-table.tsx';
import { Scrubber } from '../workspace/scrubber.tsx';
import { ShareDialog } from '../workspace/share-dialog.tsx';
import { Stage } from '../workspace/stage.tsx';
import { useFit } from '../workspace/use-fit.ts';
import styles from './workspace.module.css';

const LessonPanel = lazy(() =>
  import('../lessons/lesson-panel.tsx').then((module) => ({ default: module.LessonPanel })),
);

type RunRoute = Extract<Route, { page: 'run' | 'bench' }>;

/** A bench at work: controls, run bar, pictures, metrics, notes. */
export function Workspace({ route }: { route: RunRoute }) {
  const hash = useAddress();
  const [link, setLink] = useState<OpenedLink | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [sharing, setSharing] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const opened = useExplorer((state) => state.opened);

  useEffect(() => {
    const stops = [conduct(), keepAddress(), followCursor()];
    return () => {
      pause();
      for (const stop of stops) stop();
    };
  }, []);
  useEffect(() => {
    if (isKnown(hash) && link) return;
    let gone = false;
    openLink(route, hash).then(
      (next) => {
        if (gone) return;
        setLink(next);
        setProblem(null);
        setShown(null);
        setNotice(null);
      },
      (error: Error) => !gone && setProblem(error.message),
    );
    return () => {
      gone = true;
    };
  }, [hash, route, link]);
  useEffect(() => {
    const paper = route.page === 'run' ? findPaper(route.slug) : undefined;
    const method = opened?.description.methods[opened.explorer.spec.method]?.label;
    const run = opened ? `${method} · ${opened.description.title}` : 'Run';
    document.title = `${problem ? 'Unknown address' : (paper?.title ?? run)} · Paperscope`;
  }, [route, opened, problem]);
  const runKeys = useMemo(() => keysOfRun(() => setSharing(true)), []);
  useKeys(runKeys);

  const presets = useMemo(
    () => (link?.paper && opened ? presetsOf(opened.description, link.paper) : []),
    [link, opened],
  );
  if (problem) {
    return (
      <article className={`wrap ${styles.problem}`}>
        <h1>This address cannot be opened</h1>
        <p>{problem}</p>
        <p>
          <a href="#/">All papers</a>
        </p>
      </article>
    );
  }
  // On the way from one bench to another the explorer is ahead of the link.
  if (!opened || !link || link.bench !== opened.description.id) {
    return (
      <div className={`wrap ${styles.loading}`} role="status">
        Loading
      </div>
    );
  }
  const { description, explorer } = opened;
  const method = shown ?? explorer.spec.method;
  const title =
    route.page === 'run'
      ? (findPaper(route.slug)?.title ?? description.title)
      : `${description.methods[explorer.spec.method]!.label}, ${description.title}`;
  const notes = link.views.notes[explorer.spec.method];
  const dialog = sharing ? (
    <ShareDialog
      opened={opened}
      title={title}
      dataInLink={fits(explorer.spec.data)}
      parts={partsOf(link.views, description)}
      onClose={() => setSharing(false)}
    />
  ) : null;
  const metricAlone = link.views.charts.find((chart) => chart.metric === explorer.view)?.metric;
  if (explorer.embed) {
    return (
      <Surroundings>
        <div className={styles.embed}>
          <h1 className="visually-hidden">{title}</h1>
          <RunBar embedded stepName={link.views.stepName} onShare={() => setSharing(true)} />
          <Corrections list={opened.corrections} />
          <Fitted>
            {metricAlone ? (
              <MetricCharts description={description} views={link.views} only={metricAlone} />
            ) : (
              <Stage
                alone
                description={description}
                views={link.views}
                view={explorer.view}
                shown={method}
                onShow={setShown}
              />
            )}
          </Fitted>
          <a href={location.href.replace(/[?&]embed=1/, '')} target="_blank" rel="noreferrer">
            Open in Paperscope
          </a>
          {dialog}
        </div>
      </Surroundings>
    );
  }
  return (
    <Surroundings>
      {route.page === 'run' ? (
        <PaperHead slug={route.slug} section="run" runHref={hash} />
      ) : (
        <div className={`wrap ${styles.head}`}>
          <h1>{description.title}</h1>
          <p>{description.help}</p>
        </div>
      )}
      <Corrections list={opened.corrections} />
      {explorer.receipt ? (
        <div className="wrap">
          <ReceiptLine receipt={explorer.receipt} description={description} />
        </div>
      ) : null}
      {notice ? <Notice sentence={notice} onDismiss={() => setNotice(null)} /> : null}
      {explorer.lesson ? (
        <div className="wrap">
          <Suspense fallback={null}>
            <LessonPanel lesson={explorer.lesson} />
          </Suspense>
        </div>
      ) : null}
      <div className={styles.runbar}>
        <div className="wrap">
          <RunBar stepName={link.views.stepName} onShare={() => setSharing(true)} />
          <Scrubber />
        </div>
      </div>
      <div className={`wrap ${styles.columns}`}>
        <Fold
          label={`${description.instances[explorer.spec.instance]!.label} · ${description.methods[explorer.spec.method]!.label}`}
        >
          <Controls
            opened={opened}
            views={link.views}
            presets={presets}
            onProblem={(sentence) => setNotice(sentence || null)}
          />
        </Fold>
        <div className={styles.middle}>
          <Stage description={description} views={link.views} view={explorer.view} shown={method} onShow={setShown} />
          <RunsTable description={description} views={link.views} />
          {notes ? (
            <Notes key={explorer.spec.method} method={explorer.spec.method} notes={notes} description={description} />
          ) : null}
        </div>
        <MetricCharts description={description} views={link.views} />
      </div>
      <div className="wrap">
        <p className={styles.report}>
          Something wrong? <ReportLink />
        </p>
      </div>
      {dialog}
    </Surroundings>
  );
}

/** What can stand by itself in a frame of another page: every view and every chart of a metric. */
const partsOf = (
  views: BenchViews,
  description: BenchDescription,
): readonly (readonly [id: string, title: string])[] => [
  ...views.views.map(({ id, title }) => [id, title] as const),
  ...views.charts.map(({ metric }) => [metric, description.metrics[metric]!.label] as const),
];

const fits = (data: unknown) => data === null || data === undefined || packData(data) !== null;

function Fitted({ children }: { children: React.ReactNode }) {
  return <div ref={useFit<HTMLDivElement>()}>{children}</div>;
}

/** Controls stand beside the stage where there is room and fold into a line where there is none; what is typed there stays. */
function Fold({ label, children }: { label: string; children: React.ReactNode }) {
  const [open, setOpen] = useState(false);
  const [wide, setWide] = useState(() => matchMedia('(min-width: 861px)').matches);
  useEffect(() => {
    const query = matchMedia('(min-width: 861px)');
    const follow = () => setWide(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return (
    <aside aria-label="Controls">
      <details
        className={wide ? undefined : styles.fold}
        open={wide || open}
        onToggle={(event) => !wide && setOpen(event.currentTarget.open)}
      >
        <summary hidden={wide}>{label}</summary>
        {children}
      </details>
    </aside>
  );
}

/** Copies a report with the link and the backend filled in; nothing is sent. */
function ReportLink() {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    const { report, list } = runs.getState();
    const failed = list.filter((run) => run.message).map((run) => `${run.spec.method}: ${run.message}`);
    const text = [
      `Paperscope problem`,
      `Link: ${location.href}`,
      `Backend: ${report ? `${report.name}, ${report.adapter || 'no adapter'}, ${report.reason}` : 'not started'}`,
      `Browser: ${navigator.userAgent}`,
      ...failed,
      'What happened: ',
      'What I expected: ',
    ].join('\n');
    setSaid(
      (await copyText(text))
        ? 'Report copied; paste it to whoever runs this page'
        : 'The browser refused the clipboard; copy the address of this page by hand and say what happened',
    );
  };
  return (
    <button type="button" className="set" onClick={copy}>
      {said ?? 'Report a problem: copy this link, the backend and the browser'}
    </button>
  );
}
