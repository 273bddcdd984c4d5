// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactNode, Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageNotLoaded } from './errors/page-not-loaded.ts';
import { lazyPage } from './lazy-page.tsx';

class Net extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    const { error } = this.state;
    if (!(error instanceof PageNotLoaded)) return this.props.children;
    const again = (): void => {
      error.forget();
      this.setState({ error: undefined });
    };
    return (
      <button type="button" onClick={again}>
        again
      </button>
    );
  }
}

const Hello = (): ReactNode => 'hello';

const draw = (Page: ReturnType<typeof lazyPage>) =>
  act(async () => {
    render(
      <Net>
        <Suspense fallback="coming">
          <Page />
        </Suspense>
      </Net>,
    );
  });

describe('a page that is loaded late', () => {
  beforeEach(() => vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(cleanup);

  it('is shown when it is there, and loaded once', async () => {
    const load = vi.fn(async () => ({ Hello }));
    const Page = lazyPage(load, 'Hello');
    await Page.preload?.();
    await draw(Page);
    expect([screen.queryByText('hello') !== null, load.mock.calls.length]).toEqual([true, 1]);
  });

  it('fails once, with a way to load it again', async () => {
    let isUp = false;
    const load = vi.fn(async () => {
      if (!isUp) throw new TypeError('Failed to fetch dynamically imported module');
      return { Hello };
    });
    await draw(lazyPage(load, 'Hello'));
    expect(load).toHaveBeenCalledOnce();
    isUp = true;
    await act(async () => screen.getByText('again').click());
    expect([screen.queryByText('hello') !== null, load.mock.calls.length]).toEqual([true, 2]);
  });
});
