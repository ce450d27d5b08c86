/** The password of a new user: random, made for one request, kept nowhere. Nobody ever knows it (rule R29). */
import { randomInt } from 'node:crypto';

const length = 64;
/** No characters that look alike or need escaping; every class that a password policy may ask for. */
const classes = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%*+-.:=?@_~'] as const;

/** @param chooseBelow a whole number from 0 to one less than its argument, by chance */
export function makeNewUserPassword(chooseBelow: (count: number) => number = randomInt): string {
  const all = classes.join('');
  for (;;) {
    const password = Array.from({ length }, () => all[chooseBelow(all.length)]).join('');
    const hasEveryClass = classes.every((members) => [...password].some((character) => members.includes(character)));
    if (hasEveryClass) return password;
  }
}
