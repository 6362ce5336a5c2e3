import { type Application, botToken } from './applications';
import type { FluxerState } from './state';
import type { Token } from './tokens';
import type { User } from './users';

interface Secrets {
	clientSecret?: boolean;
	botToken?: boolean;
}

/** An application as its owner sees it; secrets are shown on creation only. */
export function formatApplication(
	state: FluxerState,
	application: Application,
	shown: Secrets = {},
): Record<string, unknown> {
	return {
		...formatBare(application),
		bot: formatBot(state, application, shown),
		...(shown.clientSecret ? { client_secret: application.clientSecret } : {}),
	};
}

/** The answer of the client secret's reset, which leaves the bot out (Fluxer source). */
export function formatWithNewSecret(application: Application): object {
	return { ...formatBare(application), client_secret: application.clientSecret };
}

function formatBare({ id, name, redirectUris, botPublic, botRequireCodeGrant }: Application): object {
	return {
		id,
		name,
		redirect_uris: redirectUris,
		bot_public: botPublic,
		bot_require_code_grant: botRequireCodeGrant,
	};
}

/** The second factor shown on a bot is its owner's. */
export function formatBot(state: FluxerState, application: Application, shown: Secrets = {}): object {
	const { bot, id, ownerId } = application;
	const hasMfa = typeof state.users.withId(ownerId)?.otpSecret === 'string';
	return {
		...formatProfile(state, application),
		id,
		...(shown.botToken ? { token: botToken(application) } : {}),
		mfa_enabled: hasMfa,
		authenticator_types: hasMfa ? [0] : [],
		flags: bot.flags,
	};
}

/** A bot as it is answered when its profile was changed: with its flags since July (July 2026, observed). */
export function formatProfile({ isJuly }: FluxerState, { id, bot }: Application): object {
	const { username, discriminator, avatar, banner, bio, flags } = bot;
	return { id, username, discriminator, avatar, banner, bio, ...(isJuly ? { flags } : {}) };
}

/** Since July with the user whose session asks, if one does, and a bot that says nothing of second factors. */
export function formatPublic(state: FluxerState, application: Application, asking?: User): object {
	const { id, name, redirectUris, botPublic, ownerId, bot } = application;
	return {
		id,
		name,
		icon: bot.avatar,
		description: null,
		redirect_uris: redirectUris,
		scopes: ['bot'],
		bot_public: botPublic || (state.isJuly && ownerId === asking?.id),
		bot: state.isJuly ? formatProfile(state, application) : formatBot(state, application),
		...(state.isJuly ? { current_user: asking ? formatPartialUser(asking) : null } : {}),
	};
}

/** An application as its own bot sees it: since July with its owner and redirect URIs, and without flags. */
export function formatBotApplication(state: FluxerState, application: Application): object {
	const bot = formatBot(state, application);
	if (!state.isJuly) return { ...formatOwn(application), bot };
	const { id, name, botPublic, botRequireCodeGrant, redirectUris, ownerId } = application;
	const owner = state.users.withId(ownerId);
	return {
		id,
		name,
		icon: application.bot.avatar,
		description: application.bot.bio,
		bot_public: botPublic,
		bot_require_code_grant: botRequireCodeGrant,
		verify_key: '0'.repeat(64),
		...(owner ? { owner: formatPartialUser(owner) } : {}),
		redirect_uris: redirectUris,
		bot,
	};
}

/** What everybody may know of a user. */
export function formatPartialUser({ id, username, discriminator, globalName }: User): object {
	return { id, username, discriminator, global_name: globalName, avatar: null, avatar_color: null, flags: 0 };
}

/** An application as its tokens see it, and its bot in February. */
export function formatOwn({ id, name, botPublic, botRequireCodeGrant }: Application): object {
	return {
		id,
		name,
		icon: null,
		description: null,
		bot_public: botPublic,
		bot_require_code_grant: botRequireCodeGrant,
		flags: 0,
	};
}

/**
 * What a user has allowed an application, by their refresh tokens: all scopes but `bot`, and the date-time of the
 * oldest token (Fluxer source).
 */
export function formatAuthorization({ id, name, botPublic, bot }: Application, tokens: Token[]): object {
	const first = Math.min(...tokens.map(({ createdAt }) => createdAt));
	return {
		application: { id, name, icon: bot.avatar, description: null, bot_public: botPublic },
		scopes: [...new Set(tokens.flatMap(({ scopes }) => scopes))].filter((scope) => scope !== 'bot'),
		authorized_at: new Date(first).toISOString(),
	};
}

/** Without the scope `email` there is a null e-mail address and no word about its verification (Fluxer source). */
export function formatUser(user: User, scopes: string[]): Record<string, unknown> {
	const mayReadEmail = scopes.includes('email');
	return {
		id: user.id,
		username: user.username,
		discriminator: user.discriminator,
		global_name: user.globalName,
		avatar: null,
		email: mayReadEmail ? user.email : null,
		...(mayReadEmail ? { verified: user.emailVerified } : {}),
		flags: 0,
	};
}
