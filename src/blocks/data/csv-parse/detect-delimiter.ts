const CANDIDATES: readonly string[] = [',', ';', '\t', '|'];
const SAMPLE_CHARS = 64 * 1024;
const SAMPLE_LINES = 20;

/** The delimiter found most evenly over the first lines, outside quotes; a comma when none is found. */
export function detectDelimiter(text: string, quote: string): string {
  const lines = countByLine(text.slice(0, SAMPLE_CHARS), quote);
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 };
  for (const [column, delimiter] of CANDIDATES.entries()) {
    const counts = lines.map((line) => line[column] ?? 0);
    const first = counts[0] ?? 0;
    const even = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    // How even the lines are decides; the number of columns only breaks a tie.
    const score = first === 0 ? 0 : even + Math.min(first, 1_000) / 1_000_000;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function countByLine(sample: string, quote: string): readonly (readonly number[])[] {
  const lines: number[][] = [];
  let line = CANDIDATES.map(() => 0);
  let isQuoted = false;
  let isBlankLine = true;
  for (const character of sample) {
    if (character === quote) isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) {
      if (!isBlankLine) lines.push(line);
      if (lines.length >= SAMPLE_LINES) return lines;
      line = CANDIDATES.map(() => 0);
      isBlankLine = true;
      continue;
    } else if (!isQuoted) {
      const column = CANDIDATES.indexOf(character);
      if (column >= 0) line[column] = (line[column] ?? 0) + 1;
    }
    isBlankLine = false;
  }
  if (!isBlankLine) lines.push(line);
  return lines;
}
