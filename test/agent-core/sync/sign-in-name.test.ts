import { describe, expect, test } from 'vitest';
import { signInNameOf } from '../../../agent-core/sync/sign-in-name.ts';
import { type Attributes, directoryUser } from '../../builders/directory-object.ts';
import { organization } from '../../builders/organization.ts';

const nameFor = (attributes: Attributes) => signInNameOf(directoryUser('ada', attributes), organization());
const taken = (value: string) => ({ ok: true, value });

describe('the sign-in name', () => {
  test('is userPrincipalName as it is written when its suffix is verified', () => {
    expect(nameFor({ userPrincipalName: 'Ada.Lovelace@Fabrikam.COM' })).toEqual(taken('Ada.Lovelace@Fabrikam.COM'));
  });

  test('is made of sAMAccountName and the domain when userPrincipalName is missing or blank', () => {
    expect(nameFor({ userPrincipalName: null })).toEqual(taken('ada@contoso.com'));
    expect(nameFor({ userPrincipalName: '  ' })).toEqual(taken('ada@contoso.com'));
  });

  test('moves to the initial domain when the suffix is not verified', () => {
    expect(nameFor({ userPrincipalName: 'ada@contoso.local' })).toEqual(taken('ada@contoso.onmicrosoft.com'));
    expect(nameFor({ userPrincipalName: 'ada@sub.contoso.com' })).toEqual(taken('ada@contoso.onmicrosoft.com'));
  });

  test('takes the mail nickname in the initial domain, not what stood before the unverified suffix', () => {
    expect(nameFor({ userPrincipalName: 'x@contoso.local', mailNickname: 'nick' })).toEqual(
      taken('nick@contoso.onmicrosoft.com'),
    );
  });

  test('is looked for behind the last @', () => {
    expect(nameFor({ userPrincipalName: 'a@b@contoso.com', mailNickname: 'ab' })).toEqual(
      taken('ab@contoso.onmicrosoft.com'),
    );
  });

  test.each(['@contoso.com', 'ada', '.ada@contoso.com', 'ada.@contoso.com', 'a da@contoso.com', 'ädä@contoso.com'])(
    'falls back when userPrincipalName is "%s"',
    (userPrincipalName) => {
      expect(nameFor({ userPrincipalName, mailNickname: 'nick' })).toEqual(taken('nick@contoso.onmicrosoft.com'));
    },
  );

  test('may be 64 characters long before the @, and not 65', () => {
    const longest = `${'a'.repeat(64)}@contoso.com`;
    expect(nameFor({ userPrincipalName: longest })).toEqual(taken(longest));
    expect(nameFor({ userPrincipalName: `a${longest}`, mailNickname: 'nick' })).toEqual(
      taken('nick@contoso.onmicrosoft.com'),
    );
  });

  test('takes exactly the printable ASCII characters that Microsoft Graph takes', () => {
    const accepted = printableAscii().filter((character) => {
      const wanted = `a${character}b@contoso.com`;
      const name = nameFor({ userPrincipalName: wanted, mailNickname: 'nick' });
      return name.ok && name.value === wanted;
    });
    expect(accepted.join('')).toBe("!#'-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz~");
  });

  test('is a problem that names both attempts when neither fits', () => {
    const name = nameFor({ userPrincipalName: 'ä@contoso.com', mailNickname: 'é' });
    expect(name).toMatchObject({ ok: false, problem: { code: 'object.value-invalid' } });
    if (!name.ok) expect(name.problem.detail).toMatch(/"ä@contoso\.com".*"é@contoso\.onmicrosoft\.com"/);
  });

  test('is a problem when there is nothing to make it of', () => {
    const name = nameFor({ userPrincipalName: null, sAMAccountName: null });
    expect(name).toMatchObject({ ok: false, problem: { code: 'object.value-invalid' } });
  });
});

function printableAscii(): readonly string[] {
  return Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
}
