import { randomBytes } from 'node:crypto';

import { Codes } from '../shared/codes';
import type { Instruments } from '../shared/provider';
import {
	demoConfidentialClient,
	demoManagedUser,
	demoOrganization,
	demoPlatformClient,
	demoPublicClient,
	demoUsers,
} from './accounts';
import { createOAuth2Client, createPlatformClient, type OAuth2Client, type PlatformClient } from './clients';
import { managedUserFields } from './managedUsers';
import { Meetings } from './meetings';
import { defaultSettings, type Settings } from './settings';
import { Throttle } from './throttle';
import { Tokens } from './tokens';
import { Users } from './users';

interface Organization {
	id: number;
	name: string;
	/** Whether it has the platform plan, without which it has no OAuth clients. */
	isPlatform: boolean;
	/** Whether it pays for that plan, without which it makes no more of them. */
	isSubscribed: boolean;
}

interface ApiKey {
	userId: number;
	/** Milliseconds since 1970, or null. */
	expiresAt: number | null;
}

/** An authorization code of the platform flow; it works until it is exchanged, however late. */
interface PlatformCode {
	clientId: string;
	userId: number;
}

/** An authorization code of OAuth2, good once and for ten minutes (Cal.com API v2 source). */
export interface OAuth2Code extends PlatformCode {
	redirectUri: string;
	scopes: string[];
	/** S256, if PKCE was begun. */
	codeChallenge: string | null;
}

/** One Cal.com: everything `POST /calcom/reset` throws away. */
export class CalComState {
	readonly settings: Settings = defaultSettings();
	readonly users = new Users();
	readonly organizations = new Map<number, Organization>();
	readonly apiKeys = new Map<string, ApiKey>();
	readonly platformClients = new Map<string, PlatformClient>();
	readonly oauth2Clients = new Map<string, OAuth2Client>();
	readonly platformCodes = new Map<string, PlatformCode>();
	readonly oauth2Codes: Codes<OAuth2Code>;
	readonly tokens: Tokens;
	readonly throttle: Throttle;
	private readonly meetings = new Meetings();

	constructor(readonly instruments: Instruments) {
		const { clock } = instruments;
		this.tokens = new Tokens(clock, () => this.settings);
		this.oauth2Codes = new Codes(clock);
		this.throttle = new Throttle(clock);
		this.addDemoData();
	}

	now(): number {
		return this.instruments.clock.now();
	}

	/** Waits for others that change the same, as many as the settings say come at once. */
	async whenAllHaveRead(what: string): Promise<void> {
		await this.meetings.meet(what, this.settings.requestsAtOnce);
	}

	addPlatformCode(code: PlatformCode): string {
		const text = randomId('code');
		this.platformCodes.set(text, code);
		return text;
	}

	addOAuth2Code(code: OAuth2Code): string {
		return this.oauth2Codes.issue(code, this.settings.codeSeconds);
	}

	/** Deletes a platform client, and its tokens with it. */
	removePlatformClient({ id }: PlatformClient): void {
		this.platformClients.delete(id);
		this.tokens.revoke({ flow: 'platform', clientId: id });
	}

	private addDemoData(): void {
		this.organizations.set(demoOrganization.id, demoOrganization);
		this.users.addDemoUsers(this.now());
		for (const [username, { apiKey }] of Object.entries(demoUsers)) {
			const user = this.users.find(username);
			if (user) this.apiKeys.set(apiKey, { userId: user.id, expiresAt: null });
		}
		const client = createPlatformClient({
			...demoPlatformClient,
			organizationId: demoOrganization.id,
			createdAt: this.now(),
		});
		this.platformClients.set(client.id, client);
		this.users.add(managedUserFields(client, demoManagedUser), this.now());
		for (const demo of [demoConfidentialClient, demoPublicClient]) {
			this.oauth2Clients.set(demo.id, createOAuth2Client(demo));
		}
	}
}

/** An id as long as Cal.com's, whose first word says what it is. */
export function randomId(word: string): string {
	return `sandbox${word}${randomBytes(16).toString('hex')}`.slice(0, 25);
}
