/** Approvals. */
export function ApprovalsPage() {
  return (
    <main>
      <h1>Approvals</h1>
    </main>
  );
}
