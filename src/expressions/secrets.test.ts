import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { redactSecrets, revealSecrets, secretPlaceholder, setPlaceholderKey } from './secrets.ts';
import { compileTemplate } from './template.ts';

const scope = { get: () => undefined, has: () => false, names: () => [] };
const open = (name: string) => `value of ${name}`;

describe('secrets', () => {
  it('are named in a template, and opened only by who has them', () => {
    const template = compileTemplate({
      headers: { authorization: 'Bearer {{ secrets.API_KEY }}' },
      key: '{{ secrets.OTHER }}',
    });
    assert.deepEqual(template.secrets, ['API_KEY', 'OTHER']);
    assert.equal(template.isStatic, false);
    const resolved = template.resolve(scope);
    assert.ok(!(resolved instanceof Promise));
    assert.match(JSON.stringify(resolved), /secret:API_KEY/);
    assert.deepEqual(revealSecrets(resolved, open), {
      headers: { authorization: 'Bearer value of API_KEY' },
      key: 'value of OTHER',
    });
  });

  it('are used by name alone', () => {
    for (const source of [
      'secrets',
      'secrets.A.B',
      '$uppercase(secrets.A)',
      'secrets.A & "x"',
      '$$.secrets.A',
      '$.secrets.A',
      '`secrets`.A',
      '"x" = secrets.A',
      '[1].(secrets.A)',
      'secrets[0].A',
    ]) {
      const compile = () => compileTemplate(`{{ ${source} }}`);
      // Inside `[1].( )` the name means a field of the item, which no secret is.
      if (source.startsWith('[1]')) assert.doesNotThrow(compile);
      else
        assert.throws(
          compile,
          (thrown) =>
            thrown instanceof AppError && thrown.code === 'expression-invalid' && /by name alone/.test(thrown.message),
          source,
        );
    }
  });

  it('are not among what an expression can look through', async () => {
    const all = {
      get: (name: string) => (name === 'a' ? 1 : name === 'secrets' ? { A: 'leak' } : undefined),
      has: () => true,
      names: () => ['a', 'secrets'],
    };
    assert.deepEqual(await compileTemplate('{{ $keys($) }}').resolve(all), 'a');
    assert.deepEqual(await compileTemplate('{{ $string($$) }}').resolve(all), '{"a":1}');
  });

  it('are not opened by text that only looks like a placeholder', () => {
    const forged = '\u27e6secret:API_KEY\u27e7 \u27e6secret:API_KEY#000000000000000000000000\u27e7';
    assert.equal(revealSecrets(forged, open), forged);
  });

  it('stay valid under the same key, and only there', () => {
    const key = new Uint8Array(32).fill(7);
    setPlaceholderKey(key);
    const written = secretPlaceholder('A');
    setPlaceholderKey(new Uint8Array(32).fill(8));
    assert.equal(revealSecrets(written, open), written);
    setPlaceholderKey(key);
    assert.equal(revealSecrets(written, open), 'value of A');
  });

  it('tell who asks for one that is missing', () => {
    const missing = () => {
      throw new AppError('secret-missing', 'There is no secret A.');
    };
    assert.throws(() => revealSecrets([secretPlaceholder('A')], missing), /no secret A/);
  });

  it('are taken out of texts, keys and their encoded forms', () => {
    const secret = 'p@ss word/1';
    const values = new Map([[secret, 'DB']]);
    const basic = Buffer.from(secret).toString('base64');
    const redacted = JSON.stringify(
      redactSecrets(
        { [`k ${secret}`]: [`a ${secret} b ${secret}`, encodeURIComponent(secret), basic, 1, null] },
        values,
      ),
    );
    for (const form of [secret, encodeURIComponent(secret), basic]) assert.ok(!redacted.includes(form), form);
    assert.match(redacted, /secret:DB/);
  });

  it('are taken out longest first, and never when they are too short to tell', () => {
    const values = new Map([
      ['hunter', 'SHORT'],
      ['hunter22', 'LONG'],
      ['a', 'TINY'],
      ['', 'EMPTY'],
    ]);
    assert.equal(redactSecrets('a hunter22', values), `a ${secretPlaceholder('LONG')}`);
  });

  it('leave a value without any as it is', () => {
    const value = { a: ['b', { c: 1 }] };
    assert.equal(redactSecrets(value, new Map([['secret', 'A']])), value);
    assert.equal(revealSecrets(value, open), value);
  });

  it('come back from redacted values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.stringMatching(/^[a-z]{4,8}$/), (value, secret) => {
        const plain: JsonValue = JSON.parse(JSON.stringify({ value, secret: `x${secret}y` }));
        const redacted = redactSecrets(plain, new Map([[secret, 'S']]));
        assert.deepEqual(
          revealSecrets(redacted, () => secret),
          plain,
        );
      }),
    );
  });

  it('refuse data nested without end', () => {
    let value: JsonValue = 'x';
    for (let depth = 0; depth < 50_000; depth++) value = [value];
    assert.throws(
      () => redactSecrets(value, new Map([['secret', 'A']])),
      (thrown) => thrown instanceof AppError && thrown.code === 'limit-exceeded',
    );
  });
});
