import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyTheme, preferences } from './app/stores/preferences.ts';
import { keepPage } from './app/updates.ts';

applyTheme();
preferences.subscribe(applyTheme);

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// Once what was opened has come, so that keeping files for later does not slow the first visit.
if (import.meta.env.PROD) addEventListener('load', () => setTimeout(keepPage, 2000));
