import { describe, expect, it } from 'vitest';
import { toSettingErrors, withoutPatterns } from './setting-errors.ts';

const refused = (faults: string) => new Error(`The setting "x" does not accept this value. ${faults}.`);

describe('what the server says about a setting', () => {
  it('stands at the fields it names', () => {
    expect(toSettingErrors(refused('0: a host name, an address, a CIDR range or *; days: Too small'))).toEqual({
      '/0': 'A host name, an address, a CIDR range or *.',
      '/days': 'Too small.',
    });
  });

  it('stands at the whole when it names none', () => {
    expect(toSettingErrors(refused('an http or https address without query and fragment'))).toEqual({
      '': 'An http or https address without query and fragment.',
    });
    expect(toSettingErrors(new Error('You may not do that.'))).toEqual({ '': 'You may not do that.' });
  });

  it('is not said before by patterns nobody can read', () => {
    const schema = {
      type: 'array',
      items: { type: 'string', pattern: '^a$' },
      properties: { pattern: { type: 'string' } },
    };
    expect(withoutPatterns(schema)).toEqual({
      type: 'array',
      items: { type: 'string' },
      properties: { pattern: { type: 'string' } },
    });
  });
});
