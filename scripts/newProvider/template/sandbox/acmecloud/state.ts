import { randomBytes } from 'node:crypto';

import { Codes } from '../shared/codes';
import type { Instruments } from '../shared/provider';
import { type TokenSession, TokenSessions } from '../shared/tokenSessions';
import { type Client, demoClients, demoUsers, type User } from './people';
import { defaultSettings } from './settings';

/** What a user has allowed a client. */
export interface Grant {
	clientId: string;
	username: string;
	/** Separated by spaces. */
	scope: string;
}

/** What a code stands for: the consent, and what the exchange has to match. */
interface CodeGrant extends Grant {
	redirectUri: string;
	/** RFC 7636 §4.2, by S256. */
	codeChallenge: string;
}

/** A consent of a user for a client, with its tokens. */
export type Session = TokenSession<Grant>;

/** Acme Cloud: everything `POST /acmecloud/reset` throws away. */
export class AcmeCloudState {
	readonly settings = defaultSettings();
	readonly users = new Map<string, User>(Object.entries(demoUsers));
	readonly clients = new Map<string, Client>(Object.entries(demoClients));
	readonly codes: Codes<CodeGrant>;
	readonly sessions: TokenSessions<Grant>;

	constructor(readonly instruments: Instruments) {
		const { clock } = instruments;
		this.codes = new Codes(clock);
		this.sessions = new TokenSessions(clock, () => randomBytes(32).toString('base64url'));
	}

	now(): number {
		return this.instruments.clock.now();
	}
}
