import { useEffect } from 'react';
import { text } from './strings.ts';

/** Names the window while the page is shown: `Runs · Flowright`. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? text.productName : `${title} · ${text.productName}`;
  }, [title]);
}
