/**
 * One thing that Windows does and Samba does not. Layers lie between client and controller like sheets: a request passes through
 * them from the client inwards, its answers come back outwards, and any layer may answer in the controller's place.
 *
 *     client  ->  layer  ->  layer  ->  layer  ->  controller
 *             <-         <-         <-         <-
 */
import type { LdapMessage } from '../ldap/ldap-message.ts';

/** Called once for every request; what it must remember until the request is answered lives in the treatment it returns. */
export type Layer = (request: LdapMessage) => Treatment;

export type Treatment =
  | { readonly kind: 'forward'; readonly request: LdapMessage; readonly change?: ChangeAnswer }
  | { readonly kind: 'answer'; readonly answers: readonly LdapMessage[] };

/** What the client gets instead of one answer: that answer, others, or nothing. */
export type ChangeAnswer = (answer: LdapMessage) => readonly LdapMessage[];

export function forward(request: LdapMessage, change?: ChangeAnswer): Treatment {
  return change === undefined ? { kind: 'forward', request } : { kind: 'forward', request, change };
}

export function answerWith(...answers: readonly LdapMessage[]): Treatment {
  return { kind: 'answer', answers };
}

/** All layers as one, the first being next to the client. */
export function stackLayers(layers: readonly Layer[]): Layer {
  return (request) => {
    const changes: ChangeAnswer[] = [];
    let inner = request;
    for (const layer of layers) {
      const treatment = layer(inner);
      if (treatment.kind === 'answer') return answerWith(...changeAll(changes, treatment.answers));
      inner = treatment.request;
      if (treatment.change !== undefined) changes.unshift(treatment.change);
    }
    return forward(inner, (answer) => changeAll(changes, [answer]));
  };
}

function changeAll(changes: readonly ChangeAnswer[], answers: readonly LdapMessage[]): readonly LdapMessage[] {
  return changes.reduce((passing, change) => passing.flatMap(change), answers);
}
