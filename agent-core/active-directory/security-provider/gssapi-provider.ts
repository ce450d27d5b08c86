/** Kerberos through the system's GSSAPI library, on Linux. Tickets are kept in memory alone. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { type GssapiLibrary, type Handle, loadGssapiLibrary, type Status } from './gssapi-library.ts';
import { problemOfKerberos } from './gssapi-problems.ts';
import { createKerberosConfiguration, type KerberosConfiguration, realmNameOf } from './kerberos-configuration.ts';
import type { Identity, SecurityContext, SecurityProvider, SecurityStep, SignIn } from './security-provider.ts';

/** GSS_C_MUTUAL_FLAG, REPLAY and SEQUENCE: the controller proves itself, and nothing is said twice or in another order (RFC 2744, 5.19). */
const always = 2 | 4 | 8;
/** GSS_C_CONF_FLAG and INTEG. Inside TLS a controller refuses them ([MS-ADTS] 5.1.2.2). */
const sealing = 16 | 32;

/** GSS_C_DCE_STYLE ([MS-KILE] 3.2.5.2). */
const dceStyle = 0x1000;

/** The library is loaded with the first sign-in, so that a machine without it can do everything else. */
export function createGssapiProvider(load: () => GssapiLibrary = loadGssapiLibrary): SecurityProvider {
  const configuration = createKerberosConfiguration();
  let library: GssapiLibrary | null = null;
  return {
    begin: (signIn) =>
      new GssapiContext(signIn, configuration, () => {
        library ??= load();
        return library;
      }),
  };
}

class GssapiContext implements SecurityContext {
  readonly #signIn: SignIn;
  readonly #configuration: KerberosConfiguration;
  readonly #load: () => GssapiLibrary;
  #library: GssapiLibrary | null = null;
  #credential: Handle | null = null;
  #service: Handle | null = null;
  #context: Handle | null = null;

  constructor(signIn: SignIn, configuration: KerberosConfiguration, load: () => GssapiLibrary) {
    this.#signIn = signIn;
    this.#configuration = configuration;
    this.#load = load;
  }

  async step(token: Buffer | null): Promise<Result<SecurityStep>> {
    const { domainName, controller } = this.#signIn;
    const realm = { domainName, controllers: [controller.address ?? controller.host] };
    return await this.#configuration.during(realm, async () => await this.#step(token));
  }

  wrap(data: Buffer, isSealed: boolean): Buffer {
    const { library, context } = this.#established();
    const wrapped = library.wrap(context, data, isSealed);
    if (library.hasFailed(wrapped) || wrapped.isSealed !== isSealed)
      throw new Error(`wrap: ${library.describe(wrapped)}`);
    return wrapped.token;
  }

  unwrap(token: Buffer, isSealed: boolean): Buffer {
    const { library, context } = this.#established();
    const unwrapped = library.unwrap(context, token);
    // Any status but zero is a failure here: what came twice or in another order is reported beside the data.
    if (unwrapped.major !== 0) throw new Error(`unwrap: ${library.describe(unwrapped)}`);
    if (isSealed && !unwrapped.isSealed) throw new Error('unwrap: what came was not sealed');
    return unwrapped.data;
  }

  release(): void {
    if (this.#context !== null) this.#library?.deleteContext(this.#context);
    if (this.#service !== null) this.#library?.releaseName(this.#service);
    if (this.#credential !== null) this.#library?.releaseCredential(this.#credential);
    this.#context = null;
    this.#service = null;
    this.#credential = null;
  }

  async #step(token: Buffer | null): Promise<Result<SecurityStep>> {
    const begun = this.#begin();
    if (!begun.ok) return begun;
    const library = begun.value;
    const credential = await this.#acquire(library);
    if (!credential.ok) return credential;
    const service = this.#nameService(library);
    if (!service.ok) return service;
    const { channelBindings, isSealing, isDceStyle = false } = this.#signIn;
    const initiated = await library.initiateContext({
      context: this.#context,
      credential: credential.value,
      service: service.value,
      flags: always | (isSealing ? sealing : 0) | (isDceStyle ? dceStyle : 0),
      channelBindings,
      token,
    });
    this.#context = initiated.context;
    if (library.hasFailed(initiated)) return this.#failure(library, initiated);
    return succeed({ kind: initiated.isDone ? 'done' : 'more', token: initiated.token });
  }

  #begin(): Result<GssapiLibrary> {
    try {
      this.#library ??= this.#load();
      return succeed(this.#library);
    } catch (error) {
      return fail(problem('directory.no-kerberos', error instanceof Error ? error.message : String(error)));
    }
  }

  async #acquire(library: GssapiLibrary): Promise<Result<Handle>> {
    if (this.#credential !== null) return succeed(this.#credential);
    const { identity, domainName } = this.#signIn;
    const acquired = await acquire(library, identity, domainName);
    if (library.hasFailed(acquired)) return this.#failure(library, acquired);
    this.#credential = acquired.credential;
    return succeed(acquired.credential);
  }

  #nameService(library: GssapiLibrary): Result<Handle> {
    if (this.#service !== null) return succeed(this.#service);
    const imported = library.importName(`ldap@${this.#signIn.controller.host}`, 'service');
    if (library.hasFailed(imported)) return this.#failure(library, imported);
    this.#service = imported.name;
    return succeed(imported.name);
  }

  #failure(library: GssapiLibrary, status: Status): ReturnType<typeof fail> {
    return fail(problemOfKerberos(status.minor, `${this.#signIn.controller.host}: ${library.describe(status)}`));
  }

  #established(): { readonly library: GssapiLibrary; readonly context: Handle } {
    if (this.#library === null || this.#context === null) throw new Error('the sign-in is not done');
    return { library: this.#library, context: this.#context };
  }
}

/** In memory, as all tickets are. */
const ownTickets = 'MEMORY:own';

async function acquire(
  library: GssapiLibrary,
  identity: Identity,
  domainName: string,
): Promise<Status & { readonly credential: Handle }> {
  if (identity.kind === 'keytab') {
    return await library.acquireFromKeytab(`FILE:${identity.path}`, `MEMORY:${identity.path}`);
  }
  if (identity.kind === 'own') return await library.acquireOwn(ownTickets);
  const { account, password } = identity;
  // A name with a suffix is a userPrincipalName, whose suffix need not be the domain's.
  const imported = library.importName(
    `${account}@${realmNameOf(domainName)}`,
    account.includes('@') ? 'enterprise' : 'principal',
  );
  if (library.hasFailed(imported)) return { ...imported, credential: 0n };
  const revealed = Buffer.from(password.reveal());
  try {
    return await library.acquireWithPassword(imported.name, revealed);
  } finally {
    revealed.fill(0);
    library.releaseName(imported.name);
  }
}
