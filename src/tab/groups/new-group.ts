/** Stands for the id of a group that does not exist yet, in an address. */
export const NEW_GROUP = 'new';
