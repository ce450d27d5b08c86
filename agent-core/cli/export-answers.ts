/** Turns settings into an answer file: no secret is in them, certificates go to files of their own, passwords are asked for. */
import type { Settings } from '../contract/settings.ts';

export interface ExportedAnswers {
  readonly answers: unknown;
  /** PEM by file name; the answers name these files. */
  readonly certificates: ReadonlyMap<string, string>;
}

/** @param stem begins the names of the files with certificates */
export function exportAnswers({ version: _version, ...settings }: Settings, stem: string): ExportedAnswers {
  const certificates = new Map<string, string>();
  const convert = (value: unknown, place: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each, index) => convert(each, [...place, String(index)]));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]): readonly [string, unknown] => {
      if (key !== 'certificateAuthorities') return [key, convert(inner, [...place, key])];
      if (typeof inner !== 'string') return ['certificateAuthorityFile', null];
      const name = `${stem}-${place.join('-')}-authorities.pem`;
      certificates.set(name, inner);
      return ['certificateAuthorityFile', name];
    });
    const hasPassword = 'account' in value;
    return Object.fromEntries(hasPassword ? [...entries, ['password', 'prompt']] : entries);
  };
  return { answers: convert(settings, []), certificates };
}
