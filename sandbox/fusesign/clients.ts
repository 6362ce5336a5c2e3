import { n8nCallback } from '../shared/callback';

/** The scopes there are; the second is for what the user has created only (FuseSign documentation, Scopes). */
export const scopes = ['FUSESIGN', 'FUSESIGN:OWN'] as const;

type Scope = (typeof scopes)[number];

/** How the control side describes an OAuth client; what is left out is as in the demo client. */
interface ClientDefinition {
	secret?: string;
	redirectUris?: string[];
	scopes?: Scope[];
}

interface Client extends Required<ClientDefinition> {
	clientId: string;
}

const demoClient: Required<ClientDefinition> = {
	secret: 'demo-secret',
	redirectUris: [n8nCallback, 'https://app.example/callback'],
	scopes: [...scopes],
};

/** The client of a fresh sandbox, by client id. FuseSign's staff sets clients up, so there is no API for them. */
export const demoClients = { 'demo-client': demoClient } satisfies Record<string, ClientDefinition>;

/** All OAuth clients, by client ID; the control side makes them. */
export class Clients {
	private readonly clients = new Map<string, Client>();

	constructor() {
		for (const [clientId, definition] of Object.entries(demoClients)) this.put(clientId, definition);
	}

	/** Creates the client, or replaces it. */
	put(clientId: string, definition: ClientDefinition): Client {
		const client = { ...demoClient, ...definition, clientId };
		this.clients.set(clientId, client);
		return client;
	}

	all(): Client[] {
		return [...this.clients.values()];
	}

	find(clientId: string): Client | undefined {
		return this.clients.get(clientId);
	}
}
