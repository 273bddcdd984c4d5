/** Run. */
export function RunPage() {
  return (
    <main>
      <h1>Run</h1>
    </main>
  );
}
