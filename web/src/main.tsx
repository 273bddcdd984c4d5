import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/mantine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { nonce } from './api/nonce.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw in.');
// Where the library that keeps the page from scrolling behind a dialog looks for it (get-nonce).
Reflect.set(window, '__webpack_nonce__', nonce);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
