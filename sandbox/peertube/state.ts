import { randomBytes } from 'node:crypto';

import { FixedWindow } from '../shared/fixedWindow';
import type { Instruments } from '../shared/provider';
import { Sessions } from './sessions';
import { defaultSettings, type Settings } from './settings';
import { type User, Users } from './users';

/** An OAuth client: 32 characters each, as PeerTube makes them. */
export interface Client {
	client_id: string;
	client_secret: string;
}

/** Something handed out that works until `expiresAt` (milliseconds since 1970). */
interface Ticket {
	user: User;
	expiresAt: number;
}

/** One PeerTube instance: everything `POST /peertube/reset` throws away. */
export class PeerTubeState {
	settings: Settings;
	readonly users: Users;
	readonly sessions: Sessions;
	/** Tokens an auth plugin gave a browser, for the password grant to redeem. */
	readonly externalTokens = new Map<string, Ticket & { plugin: string }>();
	/** Two-factor set-ups waiting for their first code, by request token. */
	readonly otpRequests = new Map<string, Ticket & { secret: string }>();
	/** Wrong passwords and codes by user id. */
	readonly failures = new Map<number, { count: number; endsAt: number }>();
	videosUploaded = 0;
	readonly apiWindow: FixedWindow;
	readonly signInWindow: FixedWindow;

	/** The clients outlive a reset, as they outlive everything on a real instance; the first is the public one. */
	constructor(
		readonly instruments: Instruments,
		readonly clients: Client[],
		host: string,
	) {
		const { clock } = instruments;
		this.settings = defaultSettings(host);
		this.users = new Users(clock.now());
		this.sessions = new Sessions(clock, () => this.settings);
		this.apiWindow = new FixedWindow(clock);
		this.signInWindow = new FixedWindow(clock);
	}

	now(): number {
		return this.instruments.clock.now();
	}
}

/** A client whose words say that it is not a real one. */
export function createClient(): Client {
	const random = randomBytes(16).toString('hex');
	return {
		client_id: `sandboxclient${random}`.slice(0, 32),
		client_secret: `SandboxClientSecret${random}`.slice(0, 32),
	};
}
