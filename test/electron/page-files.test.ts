import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerPageRequest, noncePlaceholder, pageFileOf } from '../../electron/page-files.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bridgehead-page-'));
  await mkdir(join(dir, 'page', 'assets'), { recursive: true });
  await writeFile(join(dir, 'secret.js'), 'secret');
  await writeFile(join(dir, 'page', 'index.html'), `<meta content="${noncePlaceholder}">`);
  await writeFile(join(dir, 'page', 'assets', 'index-Cj3-_Z.js'), `'${noncePlaceholder}'`);
  await writeFile(join(dir, 'page', 'notes.txt'), 'not a kind of file a page has');
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const ask = (address: string, method = 'GET') => answerPageRequest(join(dir, 'page'), method, address);

describe('the address of a page file', () => {
  test.each([
    ['app://bridgehead/', 'index.html'],
    ['app://bridgehead/index.html', 'index.html'],
    ['app://bridgehead/assets/index-Cj3-_Z.js', 'assets/index-Cj3-_Z.js'],
  ])('%s is %s', (address, file) => {
    expect(pageFileOf(address)).toBe(file);
  });

  test.each([
    'app://bridgehead/../secret.js',
    'app://bridgehead/assets/../../secret.js',
    'app://bridgehead/assets/..',
    'app://bridgehead/..',
    'app://bridgehead/%2e%2e/secret.js',
    'app://bridgehead/..%2fsecret.js',
    'app://bridgehead/..\\secret.js',
    'app://bridgehead//etc/passwd',
    'app://bridgehead/a/b/c.js',
    'app://bridgehead/.hidden.js',
    'app://bridgehead/index.html?x',
    'app://bridgehead/index.html#x',
    'app://bridgehead/C:/secret.js',
    'app://bridgehead/index.html\u0000.js',
    'app://elsewhere/index.html',
    'app://bridgehead.evil/index.html',
    'https://bridgehead/index.html',
    'file:///etc/passwd',
  ])('%s is none', (address) => {
    expect(pageFileOf(address)).toBeUndefined();
  });
});

describe('a request for a page file', () => {
  test('is answered with the nonce of its policy in the page', async () => {
    const { status, headers, body } = await ask('app://bridgehead/');
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    expect(status).toBe(200);
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(body).toBe(`<meta content="${nonce}">`);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' });
  });

  test('gets another nonce each time', async () => {
    const bodies = await Promise.all([ask('app://bridgehead/'), ask('app://bridgehead/')]);
    expect(bodies[0].body).not.toBe(bodies[1].body);
  });

  test('for a script is answered with the file as it is', async () => {
    const { status, headers, body } = await ask('app://bridgehead/assets/index-Cj3-_Z.js');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(String(body)).toBe(`'${noncePlaceholder}'`);
  });

  test.each([
    ['a file that is not there', 'app://bridgehead/none.js', 'GET'],
    ['a folder', 'app://bridgehead/assets', 'GET'],
    ['a kind of file that pages do not have', 'app://bridgehead/notes.txt', 'GET'],
    ['a file outside', 'app://bridgehead/../secret.js', 'GET'],
    ['anything but reading', 'app://bridgehead/', 'POST'],
  ])('for %s is answered with 404 and a policy that allows nothing', async (_what, address, method) => {
    const { status, headers, body } = await ask(address, method);
    expect({ status, policy: headers['content-security-policy'], body }).toEqual({
      status: 404,
      policy: "default-src 'none'",
      body: 'not found',
    });
  });
});
