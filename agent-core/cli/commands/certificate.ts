/** bridgehead certificate: shows the certificate that an administrator registers with the application in the tenant. */
import { oneLine } from '../../contract/one-line.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { writeOut } from '../write-out.ts';

export const certificateCommand: Command = {
  name: 'certificate',
  usage: 'certificate [--out FILE]',
  summary: 'make the certificate of the agent if there is none, and show it',
  options: { out: { type: 'string', means: 'write the certificate (PEM, without its private key) there' } },
  required: [],
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const created = await client.value.request('certificate.create', {}, signal);
    if (!created.ok) return created;
    const { certificatePem, thumbprintSha256, notAfter, replacesDamaged } = created.value;
    const read = await client.value.request('certificate.read', {}, signal);
    if (!read.ok) return read;
    const { renewAfter, renewal } = read.value;
    const validity = `Thumbprint (SHA-256) ${thumbprintSha256}\nValid until          ${notAfter}\nRenewed after        ${renewAfter}${renewalTexts[renewal]}\n${replacesDamaged ? newOneText : ''}`;
    if (typeof options.out !== 'string')
      return succeed({ json: { ...created.value, renewAfter, renewal }, text: `${certificatePem}\n${validity}` });
    const written = writeOut(options.out, `${certificatePem.trim()}\n`);
    if (!written.ok) return written;
    return succeed({
      json: { ...created.value, renewAfter, renewal, file: options.out },
      text: `Written to ${oneLine(String(options.out))}\n${validity}`,
    });
  },
};

const newOneText =
  'The stored certificate was damaged and has been set aside; this is a new one. Register it with the application in the tenant: until then the agent cannot sign in.\n';

const renewalTexts = {
  none: '',
  due: ' (it is time; the agent tries every hour)',
  waiting: ' (the new one is registered and has not signed in yet)',
} as const;
