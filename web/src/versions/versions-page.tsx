/** Versions. */
export function VersionsPage() {
  return (
    <main>
      <h1>Versions</h1>
    </main>
  );
}
