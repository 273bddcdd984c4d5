/** Workflow. */
export function EditorPage() {
  return (
    <main>
      <h1>Workflow</h1>
    </main>
  );
}
