import { CloudAdapter, type TurnContext } from 'botbuilder';
import { type AuthenticationSettings, createAuthentication } from './door.ts';

/** Does some work with the connector service, in limited time, and asks nothing of it twice. */
export type Attempt = <T>(work: (adapter: CloudAdapter) => Promise<T>) => Promise<T>;

/**
 * Makes attempts at the connector service. When the signal says so the attempt fails with its reason, a `TimeoutError` or
 * an `AbortError`. Its connection ends, and nothing of it is sent any more, not even when a token comes late: else the
 * next attempt would make it two messages.
 * @param limit makes the signal of an attempt; several attempts may share one.
 */
export function createAttempt(settings: AuthenticationSettings, limit: () => AbortSignal): Attempt {
  return async (work) => {
    const signal = limit();
    signal.throwIfAborted();
    // an adapter for each attempt, so that the signal of the attempt ends its requests; tokens are shared by all of them
    const adapter = new CloudAdapter(createOnceOnly(settings, signal));
    return Promise.race([work(adapter), failAt(signal)]);
  };
}

/** Fails when the signal does. */
export const failAt = (signal: AbortSignal): Promise<never> =>
  new Promise((_done, fail) => {
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });

/**
 * Inside a client of the connector service. botframework-connector 4.23.3 keeps it private and offers no other way: it
 * ignores the option `noRetryPolicy`, and overwrites `requestPolicyFactories`.
 */
interface ClientInside {
  readonly client: { readonly pipeline: Pipeline };
}

interface Pipeline {
  removePolicy(policy: { readonly name: string }): unknown;
  addPolicy(policy: Policy): void;
}

interface Policy {
  readonly name: string;
  sendRequest<T>(request: { abortSignal?: AbortSignal }, next: (request: object) => Promise<T>): Promise<T>;
}

/** Authentication whose clients try once and stop with the signal; else they post up to four times after a 502. */
function createOnceOnly(settings: AuthenticationSettings, signal: AbortSignal) {
  const authentication = createAuthentication(settings);
  const createFactory = authentication.createConnectorFactory.bind(authentication);
  authentication.createConnectorFactory = (identity) => {
    const factory = createFactory(identity);
    return {
      create: async (serviceUrl, audience) => {
        const client = await factory.create(serviceUrl, audience);
        const { pipeline } = insideOf(client);
        pipeline.removePolicy({ name: 'defaultRetryPolicy' });
        pipeline.addPolicy(endWith(signal));
        return client;
      },
    };
  };
  return authentication;
}

/**
 * Has all that a turn asks of the connector service end in time, waits between two tries too: else a service that is too
 * busy holds the turn for as long as it says, and a message goes out that nobody waits for any more.
 */
export function limitTurn(context: TurnContext, timeout: number): void {
  const client: unknown = context.turnState.get(context.adapter.ConnectorClientKey);
  if (client) insideOf(client).pipeline.addPolicy(endWith(AbortSignal.timeout(timeout)));
}

/** A cast to what is private there; tests count the requests, should a version differ. */
const insideOf = (client: unknown) => (client as ClientInside).client;

const endWith = (signal: AbortSignal): Policy => ({
  name: 'endWithAttempt',
  sendRequest: (request, next) => {
    request.abortSignal = signal;
    return next(request);
  },
});
