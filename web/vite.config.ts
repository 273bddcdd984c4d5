import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';

/** The server puts a fresh nonce in its place with every page (src/surfaces/web). */
const NONCE = 'FLOWRIGHT-NONCE';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), precompress()],
  html: { cspNonce: NONCE },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Every file is a request of its own under the content security policy: nothing may be inlined as data.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 4690,
    proxy: Object.fromEntries(
      ['/rpc', '/api', '/login', '/logout', '/schemas'].map((path) => [
        path,
        { target: process.env.FLOWRIGHT_SERVER ?? 'http://127.0.0.1:4680', ws: true },
      ]),
    ),
  },
});
