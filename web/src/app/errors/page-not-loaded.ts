/** The script of a page did not come: the server was away, or is of a newer version that has other scripts. */
export class PageNotLoaded extends Error {
  override readonly name = 'PageNotLoaded';
  /** Lets the next draw load it again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super('The script of this page did not load.', { cause });
    this.forget = forget;
  }
}
