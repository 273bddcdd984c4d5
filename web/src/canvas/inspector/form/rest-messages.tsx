import { useContext } from 'react';
import { FieldMessages } from './field-messages.tsx';
import { ProblemsContext } from './placed-problem.ts';

/** Problems inside of a value which no field that is drawn tells. */
export function RestMessages(props: {
  /** Place in the value of the field around, under which this looks; the whole of it by default. */
  readonly under?: string;
  /** Whether a field stands there that tells its problems by itself. */
  readonly isDrawn: (key: string) => boolean;
}) {
  const { under = '', isDrawn } = props;
  const problems = useContext(ProblemsContext).filter(({ below = '' }) => {
    if (!below.startsWith(`${under}/`)) return false;
    const [key = ''] = below.slice(under.length + 1).split('/');
    return !isDrawn(key);
  });
  return problems.length === 0 ? null : <FieldMessages error={undefined} problems={problems} />;
}
