import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { controlAddressOf, defaultDataDir } from '../../../agent-core/client/control-address.ts';

describe('the address of an agent', () => {
  test('is two sockets in its data folder', () => {
    expect(controlAddressOf('/data', 'linux')).toEqual({
      control: '/data/control.sock',
      approvals: '/data/approvals.sock',
      status: '/data/status.sock',
    });
    expect(controlAddressOf('.', 'linux').control).toBe(resolve('control.sock'));
  });

  test('is two pipes on Windows, named after the folder whatever its case', () => {
    const address = controlAddressOf('/Data', 'win32');
    expect(address.control).toMatch(/^\\\\\.\\pipe\\bridgehead-[0-9a-f]{16}-control$/);
    expect(address.status).toBe(address.control.replace('control', 'status'));
    expect(controlAddressOf('/dATA', 'win32')).toEqual(address);
    expect(controlAddressOf('/other', 'win32')).not.toEqual(address);
  });
});

describe('the data folder', () => {
  test('is the one that the environment names', () => {
    expect(defaultDataDir({ BRIDGEHEAD_DATA_DIR: 'here' })).toBe(resolve('here'));
  });

  test('is the usual one when the environment names none', () => {
    expect(defaultDataDir({ BRIDGEHEAD_DATA_DIR: '' })).toBe(defaultDataDir({}));
    expect(defaultDataDir({})).toMatch(/bridgehead$/i);
  });
});
