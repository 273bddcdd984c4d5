import { Link, useParams } from '@tanstack/react-router';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SECTIONS } from './sections.tsx';
import classes from './settings.module.css';
import { text } from './strings.ts';

/** Settings, a section at a time. */
export function SettingsPage() {
  const { section } = useParams({ strict: false });
  const current = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0];
  return (
    <PageFrame>
      <PageHeader title={text.title} />
      <div className={classes.split}>
        <nav className={classes.nav} aria-label={text.sections}>
          {SECTIONS.map(({ id }) => (
            <Link
              key={id}
              to="/settings/{-$section}"
              params={{ section: id }}
              search={{}}
              className={classes.navLink}
              aria-current={id === current?.id ? 'page' : undefined}
            >
              {text.section(id)}
            </Link>
          ))}
        </nav>
        {current !== undefined && (
          <div className={classes.section} key={current.id}>
            <h2 className={classes.title}>{text.section(current.id)}</h2>
            {current.render()}
          </div>
        )}
      </div>
    </PageFrame>
  );
}
