/** Results as a Windows controller words them (RFC 4511, section 4.1.9; the diagnostic texts are what its clients see in logs). */
import { berTag, readElement, readElements, readInteger, writeElement, writeInteger, writeText } from './ber.ts';
import { type LdapControl, type LdapMessage, operationTag } from './ldap-message.ts';

export const resultCode = {
  success: 0,
  sizeLimitExceeded: 4,
  unavailableCriticalExtension: 12,
  invalidCredentials: 49,
  unavailable: 52,
  unwillingToPerform: 53,
} as const;

type Outcome = { readonly code: number; readonly text?: string; readonly controls?: readonly LdapControl[] };

/** The answer that ends a request, of the kind that the request expects. */
export function endOf(request: LdapMessage, { code, text = '', controls = [] }: Outcome): LdapMessage {
  const bytes = writeElement(answerTag(request), writeInteger(code, berTag.enumerated), writeText(''), writeText(text));
  return { id: request.id, operation: readElement(bytes), controls };
}

export function isSuccess({ operation }: LdapMessage): boolean {
  const [code] = readElements(operation.content);
  return code !== undefined && readInteger(code) === resultCode.success;
}

/** What a server says before it closes a connection on its own account (RFC 4511, section 4.4.1). */
export function noticeOfDisconnection(code: number): LdapMessage {
  const responseName = writeText('1.3.6.1.4.1.1466.20036', 0x8a);
  const result = [writeInteger(code, berTag.enumerated), writeText(''), writeText('')];
  const operation = readElement(writeElement(operationTag.extendedResponse, ...result, responseName));
  return { id: 0, operation, controls: [] };
}

/** In LDAP an answer's tag follows its request's, except where the request has no content of its own. */
function answerTag({ operation: { tag } }: LdapMessage): number {
  if (tag === operationTag.searchRequest) return operationTag.searchDone;
  return tag === deleteRequestTag ? deleteResponseTag : tag + 1;
}

const deleteRequestTag = 0x4a;
const deleteResponseTag = 0x6b;
