import { randomBytes } from 'node:crypto';

import { Codes } from '../shared/codes';
import { FixedWindow } from '../shared/fixedWindow';
import type { Instruments } from '../shared/provider';
import { type TokenSession, TokenSessions } from '../shared/tokenSessions';
import { Accounts } from './accounts';
import { Apps } from './apps';
import { defaultSettings } from './settings';

/** What an account has allowed an app; the app's scopes are the grant's. */
export interface Grant {
	clientId: string;
	/** E-mail address of the account. */
	email: string;
}

/** An authorization of an account for an app, with its tokens. */
export type Session = TokenSession<Grant>;

/** Dropbox Sign: everything `POST /dropboxsign/reset` throws away. */
export class DropboxSignState {
	readonly settings = defaultSettings();
	readonly accounts = new Accounts();
	readonly apps: Apps;
	/** `state` is the one of the authorization, if it had one. */
	readonly codes: Codes<Grant & { state: string | undefined }>;
	readonly sessions: TokenSessions<Grant>;
	readonly window: FixedWindow;

	constructor(readonly instruments: Instruments) {
		const { clock } = instruments;
		this.apps = new Apps(clock.now());
		this.codes = new Codes(clock);
		this.sessions = new TokenSessions(clock, createToken);
		this.window = new FixedWindow(clock);
	}

	now(): number {
		return this.instruments.clock.now();
	}

	openSession({ clientId, email }: Grant): Session {
		if (this.settings.onePerAccountAndApp) this.sessions.revokeAll({ clientId, email });
		return this.sessions.open({ clientId, email }, this.settings);
	}
}

/** Base64 of hexadecimal digits, with its padding, as the examples of the Dropbox Sign API document are. */
function createToken(): string {
	return Buffer.from(randomBytes(25).toString('hex')).toString('base64');
}
