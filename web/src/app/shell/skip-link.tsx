import { text } from '../strings.ts';
import { focusMain } from './focus-main.ts';
import classes from './skip-link.module.css';

/** First stop of the keyboard: past the rail, to what the page is about. */
export function SkipLink() {
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads within the page; the address must stay as it is
    <a
      href="#content"
      className={classes.link}
      onClick={(event) => {
        event.preventDefault();
        focusMain();
      }}
    >
      {text.skipToContent}
    </a>
  );
}
