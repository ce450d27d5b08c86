/** Pages for a person: plain HTML in which nothing runs that this server did not write. */
import { randomBytes } from 'node:crypto';
import type { TenantReply } from './exchange.ts';

export interface Page {
  readonly status?: number;
  readonly title: string;
  /** Everything inside `<body>`; what comes from outside must be escaped. */
  readonly body: string;
  readonly style: string;
  /** Runs once the page is there. */
  readonly script?: string;
  /** Where its forms may lead, as sources of a content security policy; nowhere when left out. */
  readonly formTargets?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function pageReply({
  status = 200,
  title,
  body,
  style,
  script,
  formTargets = [],
  headers = {},
}: Page): TenantReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    "base-uri 'none'",
    `form-action ${formTargets.length === 0 ? "'none'" : formTargets.join(' ')}`,
    "frame-ancestors 'none'",
  ];
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...headers,
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style nonce="${nonce}">
${style}
</style>
<body>
${body}
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (value: unknown): string =>
  (typeof value === 'string' ? value : '').replace(/[&<>"']/g, (character) => entities[character] ?? '');

export const textReply = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): TenantReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
});
