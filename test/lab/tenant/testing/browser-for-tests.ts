/** A browser for tests: follows redirects, keeps cookies, reads the forms of a page and sends the one it is told to. */
import { type Agent, request } from 'undici';

export interface PageSeen {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Browser {
  readonly open: (url: string) => Promise<PageSeen>;
  /** Presses the button with this name and value in the form it belongs to, with the other fields filled in. */
  readonly press: (page: PageSeen, button: Button, fields?: Readonly<Record<string, string>>) => Promise<PageSeen>;
  /** Sends the only form of a page, as its script does. */
  readonly submit: (page: PageSeen, fields?: Readonly<Record<string, string>>) => Promise<PageSeen>;
}

export interface Button {
  readonly name: string;
  readonly value: string;
}

export function createBrowser(dispatcher: Agent): Browser {
  const cookies = new Map<string, string>();

  const go = async (url: string, body?: URLSearchParams): Promise<PageSeen> => {
    const reply = await request(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: body?.toString() ?? null,
      ...(url.startsWith('https:') ? { dispatcher } : {}),
    });
    for (const cookie of [reply.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const text = await reply.body.text();
    const { location } = reply.headers;
    const next = typeof location === 'string' ? new URL(location, url) : undefined;
    // The lab's own redirects are followed; where an application waits, the test looks itself.
    if (next !== undefined && next.origin === new URL(url).origin) return go(next.href);
    return { status: reply.statusCode, url: next?.href ?? url, text, headers: reply.headers };
  };

  const send = (page: PageSeen, form: string, extra: Readonly<Record<string, string>>): Promise<PageSeen> => {
    const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action');
    return go(new URL(action ?? page.url, page.url).href, new URLSearchParams({ ...inputsOf(form), ...extra }));
  };

  return {
    open: (url) => go(url),
    press: (page, button, fields = {}) => {
      const form = formsOf(page.text).find((candidate) => hasButton(candidate, button));
      if (form === undefined) throw new Error(`No button ${button.name}=${button.value} on: ${page.text}`);
      return send(page, form, { ...fields, [button.name]: button.value });
    },
    submit: (page, fields = {}) => {
      const forms = formsOf(page.text);
      const named = Object.keys(fields);
      const form = forms.find((candidate) => named.every((name) => candidate.includes(`name="${name}"`)));
      if (form === undefined) throw new Error(`No form with ${named.join(', ')} on: ${page.text}`);
      return send(page, form, fields);
    },
  };
}

const formsOf = (text: string): readonly string[] => text.match(/<form[\s\S]*?<\/form>/g) ?? [];

const hasButton = (form: string, { name, value }: Button): boolean =>
  (form.match(/<button[^>]*>/g) ?? []).some(
    (button) => attribute(button, 'name') === name && attribute(button, 'value') === value,
  );

function inputsOf(form: string): Readonly<Record<string, string>> {
  const filled = (form.match(/<input[^>]*>/g) ?? []).filter((input) => attribute(input, 'type') !== 'checkbox');
  return Object.fromEntries(filled.map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replace(/&(amp|lt|gt|quot|#39);/g, (_whole, entity: string) => entities[entity] ?? '');
