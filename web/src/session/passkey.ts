// Passkeys in the browser: what the server offers goes to navigator.credentials, what comes back goes to the server.
import { api } from '../api/client';
import type { Session } from '../api/types';
import type { Enrolled } from './steps';

export type PasskeyOffer = {
  ticket: string; challenge: string; rpId: string; userHandle: string; userName: string; displayName: string; creates: boolean; credentials: string[];
};

/** Only on https and on this machine, and under a name: a passkey belongs to a host, not to an address. */
export const canPasskey = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && window.isSecureContext && !/^[\d.]+$|:/.test(window.location.hostname);

/** The person closed the browser's own window, or let it wait: nothing went wrong that needs words. */
export const gaveUp = (thrown: unknown): boolean => thrown instanceof DOMException && (thrown.name === 'NotAllowedError' || thrown.name === 'AbortError');

const bytes = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const descriptors = (offer: PasskeyOffer): PublicKeyCredentialDescriptor[] =>
  offer.credentials.map((id) => ({ type: 'public-key', id: bytes(id) }));

/** Makes one where `offer` leads and hands it to `add`. */
export async function makePasskey(offer: string, body: object, add: string, name: string): Promise<Enrolled> {
  const asked = await api.post<PasskeyOffer>(offer, body);
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.rpId, name: 'Entrepot' },
      user: { id: bytes(asked.userHandle), name: asked.userName, displayName: asked.displayName },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: descriptors(asked),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      attestation: 'none',
    },
  }) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return api.post<Enrolled>(add, {
    ticket: asked.ticket, name, clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject),
  });
}

export async function provePasskey(ticket: string): Promise<Session> {
  const asked = await api.post<PasskeyOffer>('/ext/v1/session/passkey-offer', { ticket });
  const proved = await navigator.credentials.get({
    publicKey: { challenge: bytes(asked.challenge), rpId: asked.rpId, allowCredentials: descriptors(asked), userVerification: 'required' },
  }) as PublicKeyCredential;
  const response = proved.response as AuthenticatorAssertionResponse;
  return api.post<Session>('/ext/v1/session/passkey', {
    ticket, id: text(proved.rawId), clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData), signature: text(response.signature),
  });
}
