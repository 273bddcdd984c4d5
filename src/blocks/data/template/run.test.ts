import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const render = async (template: string, data: JsonObject = {}, more: JsonObject = {}) =>
  (await run(createFakeContext({ template, data, ...more }))).text;

test('a template writes text from data', async () => {
  const template =
    'Hello {{ name }}:{% for line in lines %} {{ forloop.index }}. {{ line.title | upcase }}{% endfor %}';
  assert.equal(
    await render(template, { name: 'Ada', lines: [{ title: 'a' }, { title: 'b' }] }),
    'Hello Ada: 1. A 2. B',
  );
  assert.equal(await render('  x ', {}, { trim: true }), 'x');
});

test('values are made safe for HTML when asked', async () => {
  const data = { name: '<b>"x"</b>' };
  assert.equal(await render('{{ name }}', data), '<b>"x"</b>');
  assert.equal(
    await render('{{ name }}|{{ name | raw }}', data, { escape: 'html' }),
    '&lt;b&gt;&#34;x&#34;&lt;/b&gt;|<b>"x"</b>',
  );
});

test('a name that is not there fails in strict mode, unless the template asks for it', async () => {
  await assert.rejects(render('{{ nmae }}', { name: 1 }), { code: 'expression-empty', message: /nmae.*keys: name/s });
  assert.equal(await render('{% if nmae %}a{% else %}b{% endif %}{{ nmae | default: "c" }}'), 'bc');
  assert.equal(await render('[{{ nmae }}]', {}, { strict: false }), '[]');
});

test('dates are written in the zone asked for, not that of the machine', async () => {
  const data = { at: '2024-07-01T22:30:00Z' };
  assert.equal(await render('{{ at | date: "%Y-%m-%d %H:%M" }}', data), '2024-07-01 22:30');
  assert.equal(
    await render('{{ at | date: "%Y-%m-%d %H:%M" }}', data, { timezone: 'Europe/Berlin' }),
    '2024-07-02 00:30',
  );
  await assert.rejects(render('x', {}, { timezone: 'Mars/Base' }), { code: 'input-invalid' });
});

test('partials are found by name and files are not', async () => {
  assert.equal(await render('{% render "line", n: 2 %}', {}, { partials: { line: 'n={{ n }}' } }), 'n=2');
  for (const file of ['/etc/passwd', './package.json', 'package.json']) {
    await assert.rejects(render(`{% include "${file}" %}`), { code: 'expression-failed' }, file);
    await assert.rejects(render(`{% layout "${file}" %}`), { code: 'expression-failed' }, file);
  }
});

test('broken templates are refused with their place', async () => {
  await assert.rejects(render('a\n{% if x %}'), { code: 'expression-invalid', message: /line:2/ });
  await assert.rejects(render('{{ x | nofilter }}', { x: 1 }), { code: 'expression-invalid', message: /nofilter/ });
  await assert.rejects(render('{{ x', { x: 1 }), { code: 'expression-invalid' });
  await assert.rejects(render('x', {}, { partials: { a: 1 } }), { code: 'input-invalid', message: /partials\.a/ });
});

test('nothing of JavaScript can be reached', async () => {
  for (const path of ['x.constructor', 'x.__proto__', 'x.toString', 'constructor']) {
    await assert.rejects(render(`{{ ${path} }}`, { x: { a: 1 } }), { code: 'expression-empty' }, path);
  }
});

test('templates that do too much are stopped', async () => {
  const loops = '{% for a in (1..10000) %}{% for b in (1..10000) %}{{ a }}{% endfor %}{% endfor %}';
  await assert.rejects(render(loops), { code: 'limit-exceeded' });
  await assert.rejects(render('{% for a in (1..1000000000) %}x{% endfor %}'), { code: 'limit-exceeded' });
  await assert.rejects(render('{% render "a" %}', {}, { partials: { a: '{% render "a" %}' } }), {
    code: 'limit-exceeded',
  });
  await assert.rejects(render('x'.repeat(1_000_001)), { code: 'limit-exceeded' });
  await assert.rejects(render('{% for i in (1..100) %}{{ x }}{% endfor %}', { x: 'x'.repeat(1_000_000) }), {
    code: 'limit-exceeded',
  });
});
