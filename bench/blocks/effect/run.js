export const run = (ctx) => ({ value: ctx.inputs.value });
