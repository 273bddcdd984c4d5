/** What is answered at once here, and later by a server. */
export type Awaitable<T> = T | Promise<T>;
