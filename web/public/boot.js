// Sets the remembered appearance before the first paint, so that a dark screen never flashes white.
(() => {
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('flowright.appearance') ?? '{}');
  } catch {
    // Storage is blocked or its text is broken: the defaults hold.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = saved.scheme ?? 'system';
  const root = document.documentElement;
  root.dataset.theme = scheme === 'system' ? (dark ? 'dark' : 'light') : scheme;
  root.dataset.mantineColorScheme = root.dataset.theme === 'light' ? 'light' : 'dark';
  if (/^#[0-9a-f]{6}$/i.test(saved.accent ?? '')) root.style.setProperty('--accent-base', saved.accent);
})();
