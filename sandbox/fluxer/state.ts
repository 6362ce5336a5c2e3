import { Gcra } from '../shared/gcra';
import type { Instruments } from '../shared/provider';
import { type ApplicationDefinition, demoApplication } from './accounts';
import { type Application, Applications } from './applications';
import { Places } from './places';
import { defaultSettings, type Settings } from './settings';
import { Snowflakes } from './snowflakes';
import { Tokens } from './tokens';
import { Users } from './users';

/** One Fluxer instance: everything `POST /fluxer/reset` throws away. */
export class FluxerState {
	readonly settings: Settings = defaultSettings();
	readonly users: Users;
	readonly applications: Applications;
	readonly places: Places;
	readonly tokens: Tokens;
	readonly limits: Gcra;
	/** What a second factor was answered with. */
	readonly sudoTokens = new Map<string, { userId: string; expiresAt: number }>();
	/** When each one-time code was spent, in real time, by user id and code. */
	readonly spentCodes = new Map<string, number>();

	constructor(
		readonly instruments: Instruments,
		/** The bound address, `127.0.0.1:PORT`. */
		readonly host: string,
	) {
		const snowflakes = new Snowflakes();
		this.users = new Users(snowflakes);
		this.applications = new Applications(snowflakes);
		this.tokens = new Tokens(instruments.clock, () => this.settings);
		this.limits = new Gcra(instruments.clock);
		const { id: botId, ownerId } = this.createApplication(demoApplication)!;
		this.places = new Places(snowflakes, ownerId, botId);
	}

	get isJuly(): boolean {
		return this.settings.version === 'july2026';
	}

	/** The application, or undefined if there is no such owner. */
	createApplication({ owner, ...definition }: ApplicationDefinition): Application | undefined {
		const user = this.users.find(owner);
		return user && this.applications.create({ ...definition, ownerId: user.id });
	}

	now(): number {
		return this.instruments.clock.now();
	}
}
