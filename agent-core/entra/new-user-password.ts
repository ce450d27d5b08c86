/** The password of a new user: random, made for one request, kept nowhere. Nobody ever knows it (rule R29). */
import { randomInt } from 'node:crypto';

const length = 64;
/** No characters that look alike or need escaping; every class that a password policy may ask for. */
const classes = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%*+-.:=?@_~'] as const;

export function makeNewUserPassword(): string {
  const all = classes.join('');
  for (;;) {
    const password = Array.from({ length }, () => all[randomInt(all.length)]).join('');
    const hasEveryClass = classes.every((members) => [...password].some((character) => members.includes(character)));
    if (hasEveryClass) return password;
  }
}
