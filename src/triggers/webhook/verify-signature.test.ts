import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { toSignatureScheme } from './signature-scheme.ts';
import { isSigned } from './verify-signature.ts';

const bytes = (text: string) => Buffer.from(text);
const scheme = (preset: string, rest: Record<string, string | number> = {}) => toSignatureScheme({ preset, ...rest });

test("GitHub's documented example is accepted, and nothing near it", () => {
  // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation"
  const headers = { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' };
  const secret = "It's a Secret to Everybody";
  const github = scheme('github');
  assert.equal(isSigned(github, headers, bytes('Hello, World!'), secret, 0), true);
  assert.equal(isSigned(github, headers, bytes('Hello, World'), secret, 0), false);
  assert.equal(isSigned(github, headers, bytes('Hello, World!'), `${secret} `, 0), false);
  assert.equal(isSigned(github, {}, bytes('Hello, World!'), secret, 0), false);
  for (const value of [
    '',
    'sha256=',
    'sha1=757107ea',
    headers['x-hub-signature-256'].slice(7),
    `${headers['x-hub-signature-256']}00`,
  ])
    assert.equal(isSigned(github, { 'x-hub-signature-256': value }, bytes('Hello, World!'), secret, 0), false, value);
});

test("Slack's documented example is accepted while it is recent", () => {
  // api.slack.com, "Verifying requests from Slack"
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const headers = {
    'x-slack-request-timestamp': '1531420618',
    'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  };
  const secret = '8f742231b10e8888abcd99yyyzzz85a5';
  const at = 1_531_420_618_000;
  const slack = scheme('slack');
  assert.equal(isSigned(slack, headers, bytes(body), secret, at + 60_000), true);
  assert.equal(isSigned(slack, headers, bytes(body), secret, at + 301_000), false, 'sent again later');
  assert.equal(isSigned(slack, headers, bytes(body), secret, at - 301_000), false, 'from the future');
  assert.equal(isSigned(scheme('slack', { tolerance: 600_000 }), headers, bytes(body), secret, at + 301_000), true);
  const moved = { ...headers, 'x-slack-request-timestamp': '1531420619' };
  assert.equal(isSigned(slack, moved, bytes(body), secret, at), false, 'the time is signed too');
});

test('Stripe: any of several signatures counts, and the time is signed', () => {
  const secret = 'whsec_test';
  const good = createHmac('sha256', secret).update('1700000000.{"id":1}').digest('hex');
  const stripe = scheme('stripe');
  const now = 1_700_000_100_000;
  const check = (header: string) => isSigned(stripe, { 'stripe-signature': header }, bytes('{"id":1}'), secret, now);
  assert.equal(check(`t=1700000000,v1=${good}`), true);
  assert.equal(check(`t=1700000000,v1=${'0'.repeat(64)},v1=${good},v0=x`), true);
  assert.equal(check(`t=1700000001,v1=${good}`), false);
  assert.equal(check(`t=1700000000,v0=${good}`), false);
  assert.equal(check(`v1=${good}`), false);
  assert.equal(check(`t=,v1=${good}`), false);
  assert.equal(check(`t=1e9,v1=${good}`), false);
});

test("Standard Webhooks' own test vector is accepted", () => {
  // standard-webhooks, spec and reference libraries
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature':
      'v1,bm9ldHUjKzFob2VudXRob2VodWUzMjRvdWVvdW9ldQo= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = bytes('{"test": 2432232314}');
  assert.equal(isSigned(scheme('standard'), headers, body, secret, 1_614_265_330_000), true);
  assert.equal(
    isSigned(scheme('standard'), { ...headers, 'webhook-id': 'msg_other' }, body, secret, 1_614_265_330_000),
    false,
  );
});

test('a way of signing of its own: hash, header, prefix, encoding, time', () => {
  const own = scheme('custom', {
    signatureHeader: 'X-Sig',
    algorithm: 'sha512',
    prefix: 'v=',
    encoding: 'base64',
    timestampHeader: 'X-Time',
    signedText: 'a$&{timestamp}|{body}|z',
  });
  const signature = createHmac('sha512', 'k').update('a$&1700000000|body|z').digest('base64');
  const headers = { 'x-sig': `v=${signature}`, 'x-time': '1700000000' };
  assert.equal(isSigned(own, headers, bytes('body'), 'k', 1_700_000_000_000), true);
  assert.equal(isSigned(own, headers, bytes('body '), 'k', 1_700_000_000_000), false);
  const sha1 = scheme('custom', { algorithm: 'sha1' });
  const plain = { 'x-signature': createHmac('sha1', 'k').update('body').digest('hex') };
  assert.equal(isSigned(sha1, plain, bytes('body'), 'k', 0), true);
});

test('signed texts that leave the body or the time out are refused', () => {
  for (const rest of [
    { signedText: 'x' },
    { signedText: '{body}{body}' },
    { signedText: '{timestamp}{body}' },
    { timestampHeader: 'x-time', signedText: '{body}' },
  ])
    assert.throws(() => scheme('custom', rest), { code: 'workflow-invalid' });
});
