export const run = (ctx) => {
  if (process.env.BENCH_RECOVERING === '1' || ctx.inputs.hang !== true) return { done: true };
  return new Promise((_, reject) =>
    ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason), { once: true }),
  );
};
