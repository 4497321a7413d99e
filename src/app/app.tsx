import { lazy, Suspense, useEffect } from 'react';
import { readRoute } from '../engine/link.ts';
import { useAddress } from './address.ts';
import { findPaper, isLive } from './catalogue.ts';
import { Header } from './header.tsx';
import { Home } from './pages/home.tsx';
import { Unknown } from './pages/unknown.tsx';

const Workspace = lazy(() => import('./pages/workspace.tsx').then((module) => ({ default: module.Workspace })));
const PaperPage = lazy(() => import('./pages/paper.tsx').then((module) => ({ default: module.PaperPage })));
const Claims = lazy(() => import('./pages/claims.tsx').then((module) => ({ default: module.Claims })));
const Credits = lazy(() => import('./pages/credits.tsx').then((module) => ({ default: module.Credits })));

/** The page: one route at a time, the same header over all but embedded views. */
export function App() {
  const hash = useAddress();
  const route = readRoute(hash);
  const embedded = (route.page === 'run' || route.page === 'bench') && /(^|&)embed=1(&|$)/.test(route.query);

  useEffect(() => {
    if (route.page === 'paper') document.title = `${findPaper(route.slug)?.title ?? 'Unknown paper'} · Paperscope`;
    else if (route.page === 'home') document.title = 'Paperscope: machine-learning papers that run';
    else if (route.page === 'claims') document.title = 'Claims · Paperscope';
    else if (route.page === 'credits') document.title = 'Credits · Paperscope';
    else if (route.page === 'unknown') document.title = 'Unknown address · Paperscope';
  }, [route]);

  return (
    <>
      {embedded ? null : <Header route={route} />}
      <main id="main" tabIndex={-1}>
        {typeof WebAssembly === 'undefined' ? (
          <p className="wrap">This browser has no WebAssembly; runs fall back to plain CPU, and large ones are slow.</p>
        ) : null}
        <Suspense fallback={<p className="wrap visually-hidden">Loading</p>}>{page()}</Suspense>
      </main>
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
      case 'credits':
        return <Credits />;
      default:
        return <Unknown address={hash} />;
    }
  }
}
