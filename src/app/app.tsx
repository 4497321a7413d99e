import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { readRoute } from '../engine/route.ts';
import { useAddress } from './address.ts';
import { findPaper, isLive } from './catalogue.ts';
import { DropAnywhere } from './drop-anywhere.tsx';
import { Header } from './header.tsx';
import { listenToKeys, useKeys } from './keys/key-table.ts';
import { keysEverywhere } from './keys/keys-everywhere.ts';
import { Home } from './pages/home.tsx';
import { Unknown } from './pages/unknown.tsx';
import { UpdateNote } from './update-note.tsx';

const Workspace = lazy(() => import('./pages/workspace.tsx').then((module) => ({ default: module.Workspace })));
const PaperPage = lazy(() => import('./pages/paper.tsx').then((module) => ({ default: module.PaperPage })));
const Claims = lazy(() => import('./pages/claims.tsx').then((module) => ({ default: module.Claims })));
const Learn = lazy(() => import('./pages/learn.tsx').then((module) => ({ default: module.Learn })));
const Speed = lazy(() => import('./pages/speed.tsx').then((module) => ({ default: module.Speed })));
const Credits = lazy(() => import('./pages/credits.tsx').then((module) => ({ default: module.Credits })));

const HelpDialog = lazy(() => import('./keys/help-dialog.tsx').then((module) => ({ default: module.HelpDialog })));
const Palette = lazy(() => import('./palette/palette.tsx').then((module) => ({ default: module.Palette })));

/** The page: one route at a time, the same header over all but embedded views. */
export function App() {
  const hash = useAddress();
  const route = readRoute(hash);
  const embedded = (route.page === 'run' || route.page === 'bench') && /(^|&)embed=1(&|$)/.test(route.query);

  const [over, setOver] = useState<'help' | 'palette' | null>(null);
  const everywhere = useMemo(() => keysEverywhere(setOver), []);
  useKeys(everywhere);
  useEffect(listenToKeys, []);

  useEffect(() => {
    if (route.page === 'paper') document.title = `${findPaper(route.slug)?.title ?? 'Unknown paper'} · Paperscope`;
    else if (route.page === 'home') document.title = 'Paperscope: machine-learning papers that run';
    else if (route.page === 'claims') document.title = 'Claims · Paperscope';
    else if (route.page === 'learn') document.title = 'Reading paths · Paperscope';
    else if (route.page === 'speed') document.title = 'Speed · Paperscope';
    else if (route.page === 'credits') document.title = 'Credits · Paperscope';
    else if (route.page === 'unknown') document.title = 'Unknown address · Paperscope';
  }, [route]);

  return (
    <>
      {embedded ? null : <Header route={route} onHelp={() => setOver('help')} />}
      <main id="main" tabIndex={-1}>
        {typeof WebAssembly === 'undefined' ? (
          <p className="wrap">This browser has no WebAssembly; runs fall back to plain CPU, and large ones are slow.</p>
        ) : null}
        <Suspense fallback={<p className="wrap visually-hidden">Loading</p>}>{page()}</Suspense>
      </main>
      <UpdateNote />
      <Suspense fallback={null}>
        {over === 'help' ? <HelpDialog onClose={() => setOver(null)} /> : null}
        {over === 'palette' ? <Palette onClose={() => setOver(null)} /> : null}
      </Suspense>
      <DropAnywhere />
    </>
  );

  function page() {
    switch (route.page) {
      case 'home':
        return <Home />;
      case 'paper':
        return findPaper(route.slug) ? <PaperPage key={route.slug} slug={route.slug} /> : <Unknown address={hash} />;
      case 'run':
        if (!findPaper(route.slug)) return <Unknown address={hash} />;
        return isLive(route.slug) ? <Workspace route={route} /> : <PaperPage key={route.slug} slug={route.slug} />;
      case 'bench':
        return <Workspace route={route} />;
      case 'claims':
        return <Claims />;
      case 'learn':
        return <Learn />;
      case 'speed':
        return <Speed />;
      case 'credits':
        return <Credits />;
      default:
        return <Unknown address={hash} />;
    }
  }
}
