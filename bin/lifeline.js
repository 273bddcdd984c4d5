// What the launcher and its child agree on: a pipe between them, open as long as the launcher lives,
// over which it passes on signals it got.

/** File descriptor of the pipe in the child. */
export const LIFELINE_FD = 3;

/** Set in the child only, so that it knows the descriptor is the pipe. */
export const LIFELINE_VARIABLE = 'FLOWRIGHT_LIFELINE';

/** Signals passed on, and the byte that stands for each. */
export const SIGNALS = { SIGINT: 'I', SIGTERM: 'T', SIGHUP: 'H' };
