import { randomBytes, randomInt } from 'node:crypto';

import type { Snowflakes } from './snowflakes';

/** The bot every application comes with; it has the application's id. */
interface Bot {
	username: string;
	discriminator: string;
	avatar: string | null;
	banner: string | null;
	bio: string | null;
	flags: number;
	/** What follows the id in the bot token. */
	secret: string;
}

/**
 * An application and its bot, which have one ID between them: a snowflake, which is the client ID as well (servers of
 * February and July 2026, observed).
 */
export interface Application {
	id: string;
	ownerId: string;
	name: string;
	redirectUris: string[];
	botPublic: boolean;
	botRequireCodeGrant: boolean;
	clientSecret: string;
	bot: Bot;
}

type Given = Pick<Application, 'ownerId' | 'name' | 'redirectUris' | 'botPublic' | 'botRequireCodeGrant'> & {
	clientSecret?: string;
	botSecret?: string;
};

/** All applications that have not been deleted. Tokens of one that has been stay behind (Fluxer source). */
export class Applications {
	private readonly applications = new Map<string, Application>();

	constructor(private readonly snowflakes: Snowflakes) {}

	create({ clientSecret = newSecret(), botSecret = newSecret(), ...given }: Given): Application {
		const application: Application = {
			...given,
			id: this.snowflakes.next(),
			redirectUris: unique(given.redirectUris),
			clientSecret,
			bot: {
				username: botName(given.name),
				discriminator: newDiscriminator(),
				avatar: null,
				banner: null,
				bio: null,
				flags: 0,
				secret: botSecret,
			},
		};
		this.applications.set(application.id, application);
		return application;
	}

	all(): Application[] {
		return [...this.applications.values()];
	}

	ownedBy(userId: string): Application[] {
		return this.all().filter(({ ownerId }) => ownerId === userId);
	}

	find(id: string): Application | undefined {
		return this.applications.get(id);
	}

	/** The application of a bot token, `<application id>.<secret>`. */
	withBotToken(token: string): Application | undefined {
		return this.all().find((application) => botToken(application) === token);
	}

	delete(application: Application): void {
		this.applications.delete(application.id);
	}
}

/**
 * `<application ID>.<secret>`, as it stands behind `Bot` in the Authorization header (servers of February and July
 * 2026, observed).
 */
export function botToken({ id, bot }: Application): string {
	return `${id}.${bot.secret}`;
}

/** Four digits behind a name, other than `present`. */
export function newDiscriminator(present?: string): string {
	const made = String(randomInt(1, 10_000)).padStart(4, '0');
	return made === present ? newDiscriminator(present) : made;
}

/** 32 random bytes, as Fluxer makes every secret and token (Fluxer source). */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Fluxer keeps redirect URIs as a set. */
export function unique(texts: string[]): string[] {
	return [...new Set(texts)];
}

function botName(applicationName: string): string {
	const name = applicationName
		.replace(/[\s.-]+/g, '_')
		.replace(/\W/g, '')
		.slice(0, 32);
	return name.length < 2 ? `bot${name}` : name;
}
