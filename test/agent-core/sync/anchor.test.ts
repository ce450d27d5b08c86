import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../../agent-core/sync/anchor.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor } from '../../builders/identifiers.ts';

const sixteenBytes = (first: number) => Buffer.from([first, ...Array(15).fill(7)]).toString('base64');

describe('the anchor', () => {
  test('is objectGUID in base64 when there is no mS-DS-ConsistencyGuid', () => {
    expect(anchorOf(directoryUser('ada'))).toEqual({ ok: true, value: anchorFor('ada') });
  });

  test('R2: is mS-DS-ConsistencyGuid when it is set, while the key of the object stays objectGUID', () => {
    const moved = directoryUser('ada', { 'mS-DS-ConsistencyGuid': sixteenBytes(1) });
    expect(anchorOf(moved)).toEqual({ ok: true, value: sixteenBytes(1) });
    expect(moved.objectGuid).toBe(directoryUser('ada').objectGuid);
  });

  test('keeps every one of the 256 values a byte can have', () => {
    for (let first = 0; first < 256; first += 1) {
      const object = directoryUser('ada', { objectGUID: sixteenBytes(first) });
      expect(anchorOf(object)).toEqual({ ok: true, value: sixteenBytes(first) });
    }
  });

  test.each([0, 1, 15, 17, 32])('is refused when mS-DS-ConsistencyGuid has %i bytes instead of 16', (length) => {
    const value = Buffer.alloc(length, 1).toString('base64');
    const anchor = anchorOf(directoryUser('ada', { 'mS-DS-ConsistencyGuid': value }));
    if (length === 0) expect(anchor).toEqual({ ok: true, value: anchorFor('ada') });
    else expect(anchor).toMatchObject({ ok: false, problem: { code: 'object.value-invalid' } });
  });

  test('names the attribute that cannot be used, and never falls back to the other one', () => {
    const wrong = directoryUser('ada', { 'mS-DS-ConsistencyGuid': 'AAAA' });
    expect(anchorOf(wrong)).toMatchObject({ problem: { detail: 'mS-DS-ConsistencyGuid must be 16 bytes long' } });
    const none = directoryUser('ada', { objectGUID: null });
    expect(anchorOf(none)).toMatchObject({ problem: { detail: 'objectGUID must be 16 bytes long' } });
  });
});
