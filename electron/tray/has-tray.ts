/** Whether there is a tray that a person sees: only then may a closed window leave the program running. */
import { execFile } from 'node:child_process';

const answerTimeoutMs = 3_000;

/**
 * Windows and macOS always have one. On Linux who shows icons owns a name on the session's bus; trays of the older kind (XEmbed)
 * cannot be asked for, which is what `--tray=always` is for.
 * @param wish what `--tray` says: `always`, `never`, or anything else to find out
 */
export async function hasTray(wish: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (wish === 'always' || wish === 'never') return wish === 'always';
  return platform !== 'linux' || isWatched();
}

function isWatched(): Promise<boolean> {
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ];
  return new Promise((settle) => {
    execFile('dbus-send', question, { timeout: answerTimeoutMs }, (error, stdout) =>
      settle(error === null && stdout.includes('boolean true')),
    );
  });
}
