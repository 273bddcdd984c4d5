/** Connections. */
export function ConnectionsPage() {
  return (
    <main>
      <h1>Connections</h1>
    </main>
  );
}
