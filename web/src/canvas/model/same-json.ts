/** Whether two JSON values are the same; keys may be in any order, and `undefined` is as good as absent. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => isSameJson(item, other[at]))
    );
  }
  const before = new Map(Object.entries(one).filter(([, value]) => value !== undefined));
  let count = 0;
  for (const [key, value] of Object.entries(other)) {
    if (value === undefined) continue;
    if (!before.has(key) || !isSameJson(before.get(key), value)) return false;
    count++;
  }
  return count === before.size;
}
