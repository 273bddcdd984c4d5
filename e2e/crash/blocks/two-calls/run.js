export const run = async (ctx) => {
  let sum = 0;
  for (const name of ['first', 'second']) {
    const answer = await ctx.substep(name, async () => {
      const response = await fetch(`${ctx.inputs.url}/${name}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'idempotency-key': ctx.idempotencyKey },
        body: JSON.stringify({ n: ctx.inputs.n }),
        signal: ctx.signal,
      });
      return await response.json();
    });
    sum += answer.value;
  }
  return { sum };
};
