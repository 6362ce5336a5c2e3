import { randomBytes } from 'node:crypto';
import { n8nCallback } from '../shared/callback';

/** The OAuth scopes an API app can have (Dropbox Sign API document). */
export const scopes = [
	'request_signature',
	'basic_account_info',
	'account_access',
	'signature_request_access',
	'template_access',
	'team_access',
	'api_app_access',
] as const;

/**
 * One of {@link scopes}. It is the app that has scopes; an authorization asks for none (Dropbox Sign OAuth
 * walkthrough).
 */
export type Scope = (typeof scopes)[number];

/** How the control side describes an app; what is left out is as in `demoApp`. */
interface AppDefinition {
	name?: string;
	/** E-mail address of an account. */
	owner?: string;
	secret?: string;
	callbackUrl?: string;
	scopes?: Scope[];
	/** An app that is not can be authorized by its owner only. */
	isApproved?: boolean;
	/** Whether refreshing takes the client's credentials, as it does for newer apps. */
	refreshNeedsClient?: boolean;
}

const demoApp = {
	name: 'Demo App',
	owner: 'ada@example.com',
	callbackUrl: n8nCallback,
	scopes: ['basic_account_info', 'account_access', 'api_app_access'] as Scope[],
	isApproved: true,
	refreshNeedsClient: true,
};

/** The apps of a fresh sandbox, by client id; the first is used where the control side is not told which. */
export const demoApps = {
	'demo-client-current': { secret: 'demo-secret-current' },
	'demo-client-legacy': { secret: 'demo-secret-legacy', refreshNeedsClient: false },
} satisfies Record<string, AppDefinition>;

/** What makes an app an OAuth client. Scopes and callback URL come and go together. */
export interface AppOAuth {
	callbackUrl: string;
	secret: string;
	scopes: Scope[];
}

/**
 * An API app, which its owner sees with its secret, in lists too (Dropbox Sign API document). Nobody can authorize one
 * whose `oauth` is null.
 */
export interface App {
	clientId: string;
	name: string;
	/** E-mail address of the owner. */
	owner: string;
	domains: string[];
	callbackUrl: string | null;
	/** Seconds since 1970. */
	createdAt: number;
	isApproved: boolean;
	oauth: AppOAuth | null;
	refreshNeedsClient: boolean;
	canInsertEverywhere: boolean;
	whiteLabeling: Record<string, string> | null;
}

/** All API apps, by client ID: those that the API has made, and those that the control side has. */
export class Apps {
	private readonly apps = new Map<string, App>();

	constructor(now: number) {
		for (const [clientId, definition] of Object.entries(demoApps)) this.put(clientId, definition, now);
	}

	/** Creates the app the control side describes, or replaces it. */
	put(clientId: string, definition: AppDefinition, now: number): App {
		const { name, owner, callbackUrl, secret, ...rest } = { ...demoApp, ...definition };
		const oauth = { callbackUrl, secret: secret ?? createSecret(), scopes: rest.scopes };
		const { isApproved, refreshNeedsClient } = rest;
		return this.add({ ...blankApp(now), clientId, name, owner, isApproved, refreshNeedsClient, oauth });
	}

	/** An app made through the API: not approved yet, and new enough for strict refreshing. */
	create(owner: string, given: Pick<App, 'name'> & Partial<App>, now: number): App {
		return this.add({ ...blankApp(now), owner, ...given });
	}

	delete(app: App): void {
		this.apps.delete(app.clientId);
	}

	find(clientId: string): App | undefined {
		return this.apps.get(clientId);
	}

	/** The newest first. */
	all(): App[] {
		return [...this.apps.values()].reverse();
	}

	private add(app: App): App {
		this.apps.set(app.clientId, app);
		return app;
	}
}

/** 32 hexadecimal digits, the form Dropbox Sign gives ids and secrets. */
export function createSecret(): string {
	return randomBytes(16).toString('hex');
}

function blankApp(now: number): App {
	return {
		clientId: createSecret(),
		name: '',
		owner: '',
		domains: ['app.example'],
		callbackUrl: null,
		createdAt: Math.floor(now / 1000),
		isApproved: false,
		oauth: null,
		refreshNeedsClient: true,
		canInsertEverywhere: false,
		whiteLabeling: null,
	};
}
