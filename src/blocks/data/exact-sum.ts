/** Sum of numbers with Neumaier's compensation: 0.1 added ten times is 1, and small values beside huge ones are not lost. */
export function sumExactly(values: readonly number[]): number {
  let sum = 0;
  let compensation = 0;
  for (const value of values) {
    const next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const total = sum + compensation;
  // Beyond the range of numbers the compensation is not a number; the plain sum is then the honest answer.
  return Number.isNaN(total) ? sum : total;
}
