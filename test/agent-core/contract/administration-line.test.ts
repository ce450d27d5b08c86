import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../agent-core/cli/command-line.ts';
import { rightsCommands } from '../../../agent-core/cli/commands/rights.ts';
import { administrationLine } from '../../../agent-core/contract/administration-line.ts';

const automatic = { name: 'contoso.com', account: 'reader@contoso.com', controllers: { kind: 'automatic' } } as const;
const hosts = [{ host: 'dc1.contoso.com', port: 3636, address: '127.0.0.1' }, { host: 'dc2.contoso.com' }] as const;
const chosen = { ...automatic, controllers: { kind: 'chosen', hosts }, security: 'starttls' } as const;

test('a line says how the domain is reached, and the command takes it as it is', () => {
  const line = administrationLine('rights remove', { ...chosen, certificateAuthorities: 'PEM' });
  expect(line).toBe(
    'bridgehead rights remove --domain contoso.com --controllers "dc1.contoso.com:3636=127.0.0.1,dc2.contoso.com" --security starttls --certificate-authority-file FILE --account reader@contoso.com --administrator ACCOUNT',
  );
  const words = line.replaceAll('"', '').split(' ').slice(1);
  expect(parseCommandLine(words, rightsCommands)).toMatchObject({ kind: 'command' });
});

test.each([
  ['bridgehead$@contoso.com', 'bridgehead$'],
  ['CONTOSO\\bridgehead$', 'bridgehead$'],
  ['CONTOSO\\svc reader', '"svc reader"'],
  ['reader@contoso.com', 'reader@contoso.com'],
])('no shell takes a part of %s for something of its own', (account, word) => {
  expect(administrationLine('rights remove', { ...automatic, account })).toContain(` --account ${word} --`);
});
