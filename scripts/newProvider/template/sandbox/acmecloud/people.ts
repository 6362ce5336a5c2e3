import { n8nCallback } from '../shared/callback';

/** An OAuth client as it is registered. */
export interface Client {
	secret: string;
	redirectUris: string[];
	scopes: string[];
}

/** A user, by user name, which is the `sub` of their tokens; `name` is for people. */
export interface User {
	name: string;
}

/** What a client has that the control side says no more about. */
export const demoClient: Client = {
	secret: 'demo-secret',
	redirectUris: [n8nCallback, 'https://app.example/callback'],
	scopes: ['read', 'write'],
};

/** The clients of a fresh sandbox, by client ID. */
export const demoClients: Record<string, Client> = { 'demo-client': demoClient };

/** The users of a fresh sandbox, by user name. The browser is signed in with the first. */
export const demoUsers: Record<string, User> = { mia: { name: 'Mia Demo' }, noah: { name: 'Noah Demo' } };
