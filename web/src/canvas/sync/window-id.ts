/** Names this window among those that edit the same draft; a reload keeps it, a duplicated tab gets its own. */
export const windowId: string = crypto.randomUUID();
