/** Kerberos through Windows: as the account that the agent runs as, which for a managed account knows no password, or as another one. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { SecurityContext, SecurityProvider, SecurityStep, SignIn } from './security-provider.ts';
import { continueNeeded, loadSspiLibrary, type SspiHandle, type SspiLibrary } from './sspi-library.ts';
import { problemOfSspi } from './sspi-problems.ts';

/** ISC_REQ_MUTUAL_AUTH, REPLAY_DETECT and SEQUENCE_DETECT: as gssapi-provider.ts asks for. */
const always = 2 | 4 | 8;
/** ISC_REQ_CONFIDENTIALITY and INTEGRITY. Inside TLS a controller refuses them ([MS-ADTS] 5.1.2.2). */
const sealing = 0x10 | 0x1_0000;

/** ISC_REQ_USE_DCE_STYLE. */
const dceStyle = 0x200;

/** The library is loaded with the first sign-in. */
export function createSspiProvider(load: () => SspiLibrary = loadSspiLibrary): SecurityProvider {
  let library: SspiLibrary | null = null;
  return {
    begin: (signIn) =>
      new SspiContext(signIn, () => {
        library ??= load();
        return library;
      }),
  };
}

class SspiContext implements SecurityContext {
  readonly #signIn: SignIn;
  readonly #load: () => SspiLibrary;
  #library: SspiLibrary | null = null;
  #credential: SspiHandle | null = null;
  #context: SspiHandle | null = null;

  constructor(signIn: SignIn, load: () => SspiLibrary) {
    this.#signIn = signIn;
    this.#load = load;
  }

  async step(token: Buffer | null): Promise<Result<SecurityStep>> {
    const begun = this.#begin();
    if (!begun.ok) return begun;
    const library = begun.value;
    const credential = this.#acquire(library);
    if (!credential.ok) return credential;
    const { controller, channelBindings, isSealing, isDceStyle = false } = this.#signIn;
    const initiated = await library.initiateContext({
      credential: credential.value,
      context: this.#context,
      target: `ldap/${controller.host}`,
      flags: always | (isSealing ? sealing : 0) | (isDceStyle ? dceStyle : 0),
      channelBindings,
      token,
    });
    if (initiated.status < 0) return this.#failure(initiated.status);
    this.#context = initiated.context;
    const kind = initiated.status === continueNeeded ? 'more' : 'done';
    return succeed({ kind, token: initiated.token });
  }

  wrap(data: Buffer, isSealed: boolean): Buffer {
    const { library, context } = this.#established();
    const wrapped = library.wrap(context, data, isSealed);
    if (wrapped.status !== 0) throw new Error(`wrap: ${problemOfSspi(wrapped.status, 'SSPI').detail}`);
    return wrapped.token;
  }

  unwrap(token: Buffer, isSealed: boolean): Buffer {
    const { library, context } = this.#established();
    const unwrapped = library.unwrap(context, token);
    // Any status but zero: what came twice or in another order is told like what was changed on the way.
    if (unwrapped.status !== 0) throw new Error(`unwrap: ${problemOfSspi(unwrapped.status, 'SSPI').detail}`);
    if (isSealed && !unwrapped.isSealed) throw new Error('unwrap: what came was not sealed');
    return unwrapped.data;
  }

  release(): void {
    if (this.#context !== null) this.#library?.deleteContext(this.#context);
    if (this.#credential !== null) this.#library?.releaseCredential(this.#credential);
    this.#context = null;
    this.#credential = null;
  }

  #begin(): Result<SspiLibrary> {
    try {
      this.#library ??= this.#load();
      return succeed(this.#library);
    } catch (error) {
      return fail(problem('directory.no-kerberos', error instanceof Error ? error.message : String(error)));
    }
  }

  #acquire(library: SspiLibrary): Result<SspiHandle> {
    if (this.#credential !== null) return succeed(this.#credential);
    const { identity, domainName } = this.#signIn;
    if (identity.kind === 'keytab') return fail(problem('directory.no-kerberos', 'Windows takes no keytab'));
    const acquired =
      identity.kind === 'own'
        ? library.acquireOwn()
        : // A userPrincipalName stands alone.
          library.acquireWithPassword(
            identity.account,
            identity.account.includes('@') ? '' : domainName,
            identity.password.reveal(),
          );
    if (acquired.status !== 0) return this.#failure(acquired.status);
    this.#credential = acquired.credential;
    return succeed(acquired.credential);
  }

  #failure(status: number): ReturnType<typeof fail> {
    return fail(problemOfSspi(status, this.#signIn.controller.host));
  }

  #established(): { readonly library: SspiLibrary; readonly context: SspiHandle } {
    if (this.#library === null || this.#context === null) throw new Error('the sign-in is not done');
    return { library: this.#library, context: this.#context };
  }
}
