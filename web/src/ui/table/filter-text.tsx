import { useEffect, useState } from 'react';
import { SearchField } from '../search-field.tsx';
import classes from './filter-bar.module.css';
import { text } from './strings.ts';

/** While someone types, the server is asked once they pause. */
const PAUSE_MS = 200;

/** A text to look for, handed on once a person pauses; by default the end of a sentence: "containing …". */
export function FilterText(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A field of its own instead of the end of a sentence. */
  readonly plain?: boolean;
}) {
  const { label, value, onChange, plain = false } = props;
  const [draft, setDraft] = useState<string>();
  useEffect(() => {
    if (draft === undefined || draft === value) return;
    const timer = setTimeout(() => onChange(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, value, onChange]);
  // Changed from elsewhere (a view, the back button) since it was typed: that counts.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(undefined);
  }
  const field = { label, value: draft ?? value, onChange: setDraft };
  if (plain) return <SearchField {...field} />;
  return (
    <span className={classes.text}>
      <span className={classes.word} aria-hidden>
        {text.containing}
      </span>
      <SearchField {...field} placeholder="…" />
    </span>
  );
}
