import { randomBytes } from 'node:crypto';

import { Codes } from '../shared/codes';
import { FixedWindow } from '../shared/fixedWindow';
import type { Instruments } from '../shared/provider';
import { type TokenSession, TokenSessions } from '../shared/tokenSessions';
import { Clients } from './clients';
import { defaultSettings } from './settings';
import { Users } from './users';

/** What a user has allowed a client. */
export interface Grant {
	clientId: string;
	/** E-mail address of the user. */
	email: string;
	/** Separated by spaces. */
	scope: string;
}

/** A consent of a user for a client, with its tokens. */
export type Session = TokenSession<Grant>;

/** FuseSign: everything `POST /fusesign/reset` throws away. */
export class FuseSignState {
	readonly settings = defaultSettings();
	readonly users = new Users();
	readonly clients = new Clients();
	readonly codes: Codes<Grant & { redirectUri: string }>;
	readonly sessions: TokenSessions<Grant>;
	readonly window: FixedWindow;

	constructor(readonly instruments: Instruments) {
		const { clock } = instruments;
		this.codes = new Codes(clock);
		this.sessions = new TokenSessions(clock, () => randomBytes(32).toString('base64url'));
		this.window = new FixedWindow(clock);
	}

	now(): number {
		return this.instruments.clock.now();
	}
}
