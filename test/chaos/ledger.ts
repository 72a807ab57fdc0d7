/** What a run of chaos saw from outside, and what the store holds in the end. All times are of the fast clock, in milliseconds. */

/** A case that the bot said it had taken. */
export interface Accepted {
  readonly id: string;
  readonly reporter: string;
  readonly severity: '1' | '2' | '3';
  /** The reporter said that the first of the chain is involved. */
  readonly involved: boolean;
  /** Stands in the words of the report and nowhere else. */
  readonly mark: string;
}

/** Something that the connector received about a case. */
export interface Receipt {
  readonly at: number;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly person: string;
  /** Absent where the card does not tell: a message that is no card of a case. */
  readonly caseId: string | undefined;
  /** What the buttons of the card do. */
  readonly acts: readonly string[];
  /** The message as it came. */
  readonly body: string;
}

/** A process from the moment that it worked until its end. */
export interface Life {
  readonly readyAt: number;
  readonly endedAt: number;
}

/** A sweep that was finished. */
export interface Sweep {
  readonly from: number;
  readonly until: number;
}

export interface Ledger {
  readonly cases: readonly Accepted[];
  readonly receipts: readonly Receipt[];
  readonly lives: readonly Life[];
  /** When processes were killed, those too that did not work yet. */
  readonly kills: readonly number[];
  readonly sweeps: readonly Sweep[];
  /** How long a process may work before it has done what is due: a sweep interval and a margin for the work. */
  readonly allowed: number;
  /** How much later than something happened it may be seen: a request by the connector, a change by a sweep. */
  readonly lag: number;
  /** How long a message is on its way at the most, from its arrival until it is kept that it was sent. */
  readonly flight: number;
  /** To how many people a process sends at a time. */
  readonly senders: number;
}

export interface StoredCase {
  readonly id: string;
  readonly reporter: string;
  readonly state: string;
}

export interface StoredEvent {
  readonly caseId: string;
  readonly at: number;
  readonly kind: string;
  readonly version: number;
  readonly actor: string | undefined;
  readonly subject: string | undefined;
}

export interface StoredMessage {
  readonly person: string;
  readonly caseId: string;
  /** Version of the case whose change caused it. */
  readonly version: number;
  readonly notice: string;
  readonly state: string;
  /** An attempt was cut off before its outcome was kept. */
  readonly repeated: boolean;
  readonly doneAt: number | undefined;
}

/** Events and messages in the order in which they were kept. */
export interface Kept {
  readonly cases: readonly StoredCase[];
  readonly events: readonly StoredEvent[];
  readonly messages: readonly StoredMessage[];
}
