/** Workflows. */
export function WorkflowsPage() {
  return (
    <main>
      <h1>Workflows</h1>
    </main>
  );
}
