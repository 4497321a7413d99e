import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyTheme, preferences } from './app/stores/preferences.ts';

applyTheme();
preferences.subscribe(applyTheme);

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // After the first paint, so that keeping files for later does not slow the first visit.
  addEventListener('load', () => void navigator.serviceWorker.register('service-worker.js').catch(() => undefined));
}
