/** Compare runs. */
export function ComparePage() {
  return (
    <main>
      <h1>Compare runs</h1>
    </main>
  );
}
