/** Reads an answer file and everything it points to: certificate authorities from files, passwords from where it says. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type Answers, answersSchema } from '../contract/answers.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import type { PasswordSource } from '../contract/password-source.ts';
import { problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import { type DomainSettings, type SetupSettings, setupSettingsSchema } from '../contract/settings.ts';
import { askPassword } from './ask-password.ts';
import { describeMistakes, placeInFile } from './describe-mistake.ts';

export interface ReadAnswers extends AnswerSettings {
  /** By the name of the domain. */
  readonly domainPasswords: ReadonlyMap<string, Secret>;
}

/**
 * Problems: those of `readAnswerSettings`, and answers.invalid where there is no password.
 * @param named in place of what the file has: one that was saved before the registration knows no application yet
 */
export async function readAnswers(path: string, named: Named = {}): Promise<Result<ReadAnswers>> {
  const read = readAnswerSettings(path, named);
  if (!read.ok) return read;
  const { domains, folder } = read.value;
  const domainPasswords = new Map<string, Secret>();
  for (const { place, name, account, identity, password: source } of domains) {
    if (identity === 'service') continue;
    const password = await readPassword(source, { account, place: `${place}.password`, folder });
    if (!password.ok) return password;
    domainPasswords.set(name, password.value);
  }
  return succeed({ ...read.value, domainPasswords });
}

export interface Named {
  readonly tenantId?: string | undefined;
  /** Of the application in the tenant. */
  readonly clientId?: string | undefined;
  /** Of those in the file, the domain that alone is meant: nothing that the others point to is read. */
  readonly domain?: string | undefined;
}

/** What the file has of a domain that is meant, and where. */
type AnsweredDomain = Answers['domains'][number] & { readonly place: string };

export interface AnswerSettings {
  readonly domains: readonly AnsweredDomain[];
  /** With the same domains, in the same order. */
  readonly settings: SetupSettings;
  /** Paths in the file are relative to it. */
  readonly folder: string;
  /** The file as it stands: only this tells what it names and what is as usual. */
  readonly named: unknown;
}

/** The settings alone; nobody is asked for a password. Problems: answers.unreadable, answers.unknown-key, answers.invalid. */
export function readAnswerSettings(path: string, named: Named = {}): Result<AnswerSettings> {
  const content = readText(path, 'answers.unreadable');
  if (!content.ok) return content;
  const parsed = parseJson(content.value);
  if (parsed === undefined) return fail(problem('answers.unreadable', `${path} is not JSON`));
  const answers = checkAnswers(parsed, path, named);
  if (!answers.ok) return answers;
  const domains = meantDomains(answers.value, named.domain);
  if (!domains.ok) return domains;
  const folder = dirname(resolve(path));
  const settings = settingsOf({ ...answers.value, domains: domains.value }, folder);
  if (!settings.ok) return settings;
  return succeed({ domains: domains.value, settings: settings.value, folder, named: parsed });
}

function meantDomains({ domains }: Answers, name: string | undefined): Result<readonly AnsweredDomain[]> {
  const placed = domains.map((domain, index) => ({ ...domain, place: `domains.${index}` }));
  if (name === undefined) return succeed(placed);
  const meant = placed.filter((domain) => domain.name.toLowerCase() === name.toLowerCase());
  const names = placed.map((domain) => domain.name).join(', ');
  return meant.length > 0
    ? succeed(meant)
    : fail(problem('answers.invalid', `--domain ${name}: the file has ${names}`));
}

/** Whatever else is in the file, or not in it yet. */
const draftSchema = z.object({
  tenant: z.object({
    ...answersSchema.shape.tenant.pick({ authority: true, graph: true, proxy: true, certificateAuthorityFile: true })
      .shape,
    tenantId: z.string().optional(),
  }),
});

/**
 * Where the tenant is and which way leads there, of a file that may still lack what only the registration makes known.
 * Problems: answers.unreadable, answers.invalid, answers.named-file-unreadable, answers.no-certificate.
 */
export function readAnswersTenant(path: string): Result<
  Pick<SetupSettings['tenant'], 'authority' | 'graph' | 'proxy' | 'certificateAuthorities'> & {
    readonly tenantId: string | null;
  }
> {
  const answers = readPart(path, draftSchema);
  if (!answers.ok) return answers;
  const { certificateAuthorityFile, tenantId = null, ...tenant } = answers.value.tenant;
  const authorities = readAuthorities(certificateAuthorityFile, dirname(resolve(path)));
  return authorities.ok ? succeed({ ...tenant, tenantId, certificateAuthorities: authorities.value }) : authorities;
}

const domainsPartSchema = z.object({ domains: answersSchema.shape.domains, scope: answersSchema.shape.scope });

/**
 * Where the domains are and what of them is synchronised, of a file that may still lack what only the registration makes known.
 * Problems: those of `readAnswersTenant`.
 */
export function readAnswersDomains(
  path: string,
): Result<{ readonly domains: readonly DomainSettings[]; readonly scope: SetupSettings['scope'] }> {
  const answers = readPart(path, domainsPartSchema);
  if (!answers.ok) return answers;
  const domains: DomainSettings[] = [];
  for (const answered of answers.value.domains) {
    const authorities = readAuthorities(answered.certificateAuthorityFile, dirname(resolve(path)));
    if (!authorities.ok) return authorities;
    domains.push({ ...settingsPartOf(answered), certificateAuthorities: authorities.value });
  }
  return succeed({ domains, scope: answers.value.scope });
}

/** Whatever else is in the file. Problems: answers.unreadable, answers.invalid. */
function readPart<Schema extends z.ZodType>(path: string, schema: Schema): Result<z.output<Schema>> {
  const content = readText(path, 'answers.unreadable');
  if (!content.ok) return content;
  const json = parseJson(content.value);
  if (json === undefined) return fail(problem('answers.unreadable', `${path} is not JSON`));
  const part = schema.safeParse(json);
  if (part.success) return succeed(part.data);
  return fail(problem('answers.invalid', `${path}: ${describeMistakes(part.error.issues, json)}`));
}

/** The message of the parser quotes the text around the error, and somebody may have written a password there. */
function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function checkAnswers(parsed: unknown, path: string, named: Named): Result<Answers> {
  const json = withIds(parsed, named);
  const answers = answersSchema.safeParse(json);
  if (answers.success) return succeed(answers.data);
  const issues = answers.error.issues;
  const unknownKeys = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => placeInFile([...issue.path, key])) : [],
  );
  if (unknownKeys.length > 0) return fail(problem('answers.unknown-key', `${path}: ${unknownKeys.join(', ')}`));
  return fail(problem('answers.invalid', `${path}: ${describeMistakes(issues, json)}`));
}

const tenantPartSchema = z.looseObject({ tenant: z.looseObject({}) });

function withIds(json: unknown, { tenantId, clientId }: Named): unknown {
  const parsed = tenantPartSchema.safeParse(json);
  if (!parsed.success) return json;
  const given = Object.fromEntries(Object.entries({ tenantId, clientId }).filter(([, id]) => id !== undefined));
  return { ...parsed.data, tenant: { ...parsed.data.tenant, ...given } };
}

function settingsOf(
  {
    tenant,
    domains,
    configurationId,
    scope,
    newUsers,
    matching,
    groups,
    removals,
    guard,
    schedule,
    retention,
    updates,
  }: Omit<Answers, 'domains'> & Pick<AnswerSettings, 'domains'>,
  folder: string,
): Result<SetupSettings> {
  const { certificateAuthorityFile: tenantFile, ...tenantSettings } = tenant;
  const tenantAuthorities = readAuthorities(tenantFile, folder);
  if (!tenantAuthorities.ok) return tenantAuthorities;
  const domainsSettings: unknown[] = [];
  for (const answered of domains) {
    const certificateAuthorities = readAuthorities(answered.certificateAuthorityFile, folder);
    if (!certificateAuthorities.ok) return certificateAuthorities;
    const { place: _place, ...answers } = answered;
    domainsSettings.push({ ...settingsPartOf(answers), certificateAuthorities: certificateAuthorities.value });
  }
  const given = {
    configurationId,
    tenant: { ...tenantSettings, certificateAuthorities: tenantAuthorities.value },
    domains: domainsSettings,
    scope,
    newUsers,
    matching,
    groups,
    removals,
    guard,
    schedule,
    retention,
    updates,
  };
  const settings = setupSettingsSchema.safeParse(given);
  return settings.success
    ? succeed(settings.data)
    : fail(problem('answers.invalid', describeMistakes(settings.error.issues, given)));
}

/** What is not kept as a setting is used once. */
function settingsPartOf({
  certificateAuthorityFile: _file,
  password: _password,
  administrator: _administrator,
  managedAccount: _managedAccount,
  grantRights: _grantRights,
  ...settings
}: Answers['domains'][number]) {
  return settings;
}

/** Problems: those of `readText`, answers.no-certificate. */
export function readAuthorities(file: string | null, folder: string): Result<string | null> {
  if (file === null) return succeed(null);
  const content = readText(resolve(folder, file));
  if (!content.ok) return content;
  const authorities = content.value.trim();
  return areCertificates(authorities) ? succeed(authorities) : fail(problem('answers.no-certificate', file));
}

/** A text that only begins like a certificate would end as an authority that nobody trusts. */
export function areCertificates(text: string): boolean {
  const certificates = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
    return certificates.length > 0;
  } catch {
    return false;
  }
}

interface PasswordPlace {
  readonly account: string;
  /** Where in the file it stands. */
  readonly place: string;
  readonly folder: string;
}

export async function readPassword(
  source: PasswordSource,
  { account, place, folder }: PasswordPlace,
): Promise<Result<Secret>> {
  if (source === 'prompt') return askPassword(`Password of ${account}: `, place);
  const content = readText('file' in source ? resolve(folder, source.file) : source.fileDescriptor);
  if (!content.ok) return content;
  const firstLine = content.value.split(/\r?\n/)[0] ?? '';
  if (firstLine === '') return fail(problem('answers.invalid', `${place}: there is no password`));
  return succeed(new Secret(firstLine));
}

/** Problems: the one named when there is no such file, answers.wrong-encoding. */
function readText(
  pathOrDescriptor: string | number,
  unreadable: ProblemCode = 'answers.named-file-unreadable',
): Result<string> {
  const where = typeof pathOrDescriptor === 'number' ? `file descriptor ${pathOrDescriptor}` : pathOrDescriptor;
  try {
    const text = decodeText(readFileSync(pathOrDescriptor));
    return text === null ? fail(problem('answers.wrong-encoding', `${where} is UTF-16`)) : succeed(text);
  } catch (error) {
    return fail(problem(unreadable, `${where}: ${errorCodeOf(error)}`));
  }
}

/** Windows PowerShell 5.1 writes a mark before UTF-8, and UTF-16 when it is not told otherwise. @returns null for UTF-16 */
function decodeText(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return null;
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
