// Sets the remembered appearance before the first paint, so that a dark screen never flashes white (web/src/theme/appearance.ts).
(() => {
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('flowright.appearance') ?? '{}') ?? {};
  } catch {
    // Storage is blocked or its text is broken: the defaults hold.
  }
  const matches = (query) => matchMedia(query).matches;
  const system = matches('(prefers-contrast: more)')
    ? 'contrast'
    : matches('(prefers-color-scheme: dark)')
      ? 'dark'
      : 'light';
  const theme = ['light', 'dark', 'contrast'].includes(saved.scheme) ? saved.scheme : system;
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.dataset.mantineColorScheme = theme === 'light' ? 'light' : 'dark';
  for (const [name, value] of Object.entries(saved.shades?.[theme] ?? {})) {
    if (/^accent(-[a-z]+)?$/.test(name) && /^#[0-9a-f]{6}$/i.test(value)) root.style.setProperty(`--${name}`, value);
  }
})();
