/** The mark of the product: a path that branches. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-contrast)" strokeWidth="2.4" strokeLinecap="round">
        <path d="M9 10h5a4 4 0 0 1 4 4v4a4 4 0 0 0 4 4h1" />
        <path d="M18 14a4 4 0 0 1 4-4h1" />
      </g>
      <g fill="var(--accent-contrast)">
        <circle cx="8.5" cy="10" r="2.6" />
        <circle cx="23.5" cy="10" r="2.6" />
        <circle cx="23.5" cy="22" r="2.6" />
      </g>
    </svg>
  );
}
