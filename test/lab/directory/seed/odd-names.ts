/** People whose names, and whose places in the directory, hold every class of character that a directory allows. */
import { oddUnit, oddUser } from './odd-user.ts';
import type { SeedUser } from './seed-user.ts';

const named = (sAMAccountName: string, commonName: string): SeedUser =>
  oddUser(sAMAccountName, { commonName, attributes: { displayName: commonName } });

export const oddNames: readonly SeedUser[] = [
  named('special.characters', String.raw`a,b+c"d\e<f>g;h=i#j/k`),
  named('hash.first', '# 1'),
  named('blank.first', ' blank at both ends '),
  named('quote.double', 'The "Boss"'),
  named('apostrophe.only', "'"),
  named('ampersand.and', 'Müller & Söhne <extern>'),
  named('asterisk.paren', '*(cn=*)*'),
  named('percent.encoded', '%41nna%00'),
  named('accents.combined', 'Zoe\u0308 Ne\u0301e'),
  named('turkish.dotless', 'Işık İnce'),
  named('sharp.s', 'Straße GROSS ẞ'),
  named('greek.sigma', 'Οδυσσεύς Σίσυφος'),
  named('cyrillic.name', 'Щербакова Ёлка'),
  named('arabic.name', 'محمد العلي'),
  named('hebrew.name', 'שָׁלוֹם כהן'),
  named('hindi.name', 'प्रिया शर्मा'),
  named('thai.name', 'กนกวรรณ'),
  named('korean.name', '김민준'),
  named('chinese.rare', '𠮷野家 𨨏'),
  named('emoji.family', '👩‍👩‍👧‍👦 👍🏽'),
  named('zero.width', 'in\u200bvisible\u2060 \u00a0blank'),
  named('direction.mark', 'abc\u202edef\u202c'),
  named('null.word', 'null'),
  named('number.only', '007'),
  named('dots.only', '...'),
  named('common.longest', 'L'.repeat(64)),
  // The unit's name needs escaping, too.
  oddUser('unit.escaped', { organizationalUnit: [...oddUnit, String.raw`R&D, "Lab" + <Test>; #1\2`] }),
  oddUser('unit.deep', {
    organizationalUnit: [...oddUnit, ...Array.from({ length: 12 }, (_, depth) => `Level ${depth + 1}`)],
  }),
  oddUser('unit.foreign', { organizationalUnit: [...oddUnit, 'Δοκιμή 試験'] }),
];
