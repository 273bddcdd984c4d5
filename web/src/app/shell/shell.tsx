import { Link, Outlet } from '@tanstack/react-router';

/** The frame of every page. */
export function Shell() {
  return (
    <>
      <nav aria-label="Main">
        <Link to="/">Home</Link> <Link to="/workflows">Workflows</Link> <Link to="/runs">Runs</Link>
      </nav>
      <Outlet />
    </>
  );
}
