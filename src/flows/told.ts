/** Where a card lies that somebody last got. */
export interface CardPlace {
  readonly conversation: string;
  readonly activity: string;
}

/** What is told to somebody: in a new message, and in the place of the card that they have, so that no card is left behind. */
export interface Told<Reply> {
  readonly reply: Reply | undefined;
  readonly former: { readonly place: CardPlace; readonly reply: Reply } | undefined;
}
