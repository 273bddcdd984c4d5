import type { SyntheticEvent } from 'react';

const selectAll = ({ currentTarget }: SyntheticEvent<HTMLInputElement>) => currentTarget.select();

/** For a list that is searched by typing: what is typed takes the place of the name that stands there. */
export const SEARCH_ANEW = { onFocus: selectAll, onClick: selectAll } as const;
