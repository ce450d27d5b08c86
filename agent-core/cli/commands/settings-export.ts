/** bridgehead settings export: the settings as an answer file, for another server or for safe keeping. It holds no secret. */
import { basename, dirname, extname, join } from 'node:path';
import { oneLine } from '../../contract/one-line.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { exportAnswers } from '../export-answers.ts';
import { writeOut } from '../write-out.ts';

export const settingsExportCommand: Command = {
  name: 'settings export',
  usage: 'settings export --out FILE',
  summary: 'write the settings as an answer file, without secrets; certificates go beside it',
  options: { out: { type: 'string', means: 'the answer file to write' } },
  required: ['out'],
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const read = await client.value.request('settings.get', {}, signal);
    if (!read.ok) return read;
    const path = String(options.out);
    const { answers, certificates } = exportAnswers(read.value.settings, basename(path, extname(path)));
    const files = [
      ...[...certificates].map(([name, pem]) => [join(dirname(path), name), `${pem.trim()}\n`] as const),
      // The last, so that whoever finds it finds what it names.
      [path, `${JSON.stringify(answers, null, 2)}\n`] as const,
    ];
    for (const [file, text] of files) {
      const kept = writeOut(file, text);
      if (!kept.ok) return kept;
    }
    const { revision } = read.value;
    const written = files.map(([file]) => file).toReversed();
    return succeed({
      json: { revision, files: written },
      text: `Revision ${revision} was written to ${oneLine(written.join(', '))}.\n`,
    });
  },
};
