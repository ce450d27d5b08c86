/** Answers a request for a page's file: only files of the built page exist, and what may run in it is decided here. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pageOrigin } from './page-address.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** Stands in the built page where the nonce of the load belongs. */
export const noncePlaceholder = '__BRIDGEHEAD_NONCE__';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** @param pageDir holds index.html and the files it names, and nothing else */
export async function answerPageRequest(pageDir: string, method: string, address: string): Promise<PageAnswer> {
  const name = method === 'GET' ? pageFileOf(address) : undefined;
  const contentType = name && contentTypes[extname(name)];
  if (!name || !contentType) return notFound;
  const content = await readFile(join(pageDir, name)).catch(() => undefined);
  if (content === undefined) return notFound;
  const nonce = randomBytes(16).toString('base64');
  const headers = { ...commonHeaders, 'content-type': contentType, 'content-security-policy': policy(nonce) };
  if (!name.endsWith('.html')) return { status: 200, headers, body: content };
  return { status: 200, headers, body: content.toString('utf8').replaceAll(noncePlaceholder, nonce) };
}

/** A file at the top or in one folder below it. Names that are written in any other way, such as with %, are not ours. */
export function pageFileOf(address: string): string | undefined {
  if (!address.startsWith(`${pageOrigin}/`)) return undefined;
  const path = address.slice(pageOrigin.length + 1);
  if (path === '') return 'index.html';
  return /^([A-Za-z0-9_-]+\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(path) ? path : undefined;
}

/** Styles made while the page runs carry the nonce; scripts come from files only; the page reaches no address at all. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const commonHeaders = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const notFound: PageAnswer = {
  status: 404,
  headers: {
    ...commonHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
  },
  body: 'not found',
};
