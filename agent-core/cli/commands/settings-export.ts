/** bridgehead settings export: the settings as an answer file, for another server or for safe keeping. It holds no secret. */
import { writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { exportAnswers } from '../export-answers.ts';

export const settingsExportCommand: Command = {
  name: 'settings export',
  usage: 'settings export --out FILE',
  summary: 'write the settings as an answer file, without secrets; certificates go beside it',
  options: { out: { type: 'string' } },
  required: ['out'],
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const read = await client.value.request('settings.get', {}, signal);
    if (!read.ok) return read;
    const path = String(options.out);
    const { answers, certificates } = exportAnswers(read.value.settings, basename(path, extname(path)));
    const files = [...certificates].map(([name, pem]) => [join(dirname(path), name), `${pem.trim()}\n`] as const);
    try {
      for (const [file, pem] of files) writeFileSync(file, pem);
      writeFileSync(path, `${JSON.stringify(answers, null, 2)}\n`);
    } catch (error) {
      return fail(problem('data.write-failed', `${path}: ${errorCodeOf(error)}`));
    }
    const { revision } = read.value;
    const written = [path, ...files.map(([file]) => file)];
    return succeed({
      json: { revision, files: written },
      text: `Revision ${revision} was written to ${written.join(', ')}.\n`,
    });
  },
};
