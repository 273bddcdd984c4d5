/** Whether JSON text nests lists and objects deeper than `limit`. */
export function isNestedDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (inText) {
      if (char === 92) at++;
      else if (char === 34) inText = false;
    } else if (char === 34) inText = true;
    else if (char === 91 || char === 123) {
      depth++;
      if (depth > limit) return true;
    } else if (char === 93 || char === 125) depth--;
  }
  return false;
}
