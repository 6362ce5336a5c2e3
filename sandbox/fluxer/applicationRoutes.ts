import { createHash } from 'node:crypto';
import { isIP } from 'node:net';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { type Application, botToken, newDiscriminator, newSecret, unique } from './applications';
import { callerOf, sessionUser } from './authentication';
import { jsonOf } from './bodies';
import { idOf, read, text, url } from './fields';
import {
	formatApplication,
	formatBot,
	formatBotApplication,
	formatProfile,
	formatPublic,
	formatWithNewSecret,
} from './formats';
import { limit } from './limits';
import { accessDenied, ApiRefusal, invalidFields, unknownApplication } from './refusals';
import type { FluxerState } from './state';
import { requireSudo } from './sudo';
import type { User } from './users';

const largestImage = 14_000_000;
/** Of the flags of a bot: whether it takes friend requests, and whether its owner confirms each (observed). */
const effectiveFlags = 16 | 32;
const longestName = 100;
const mostRedirectUris = 10;

/**
 * Plain HTTP is for this machine, and since July for IP addresses; in February an update took it for any host (both
 * observed).
 */
const localUri = url(({ protocol, hostname }) => protocol === 'https:' || isLocal(protocol, hostname));
const anyUri = url(({ protocol }) => protocol === 'https:' || protocol === 'http:');
const ipUri = url(
	({ protocol, hostname }) =>
		protocol === 'https:' ||
		isLocal(protocol, hostname) ||
		(protocol === 'http:' && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0),
);
const flags = { bot_public: z.boolean().optional(), bot_require_code_grant: z.boolean().optional() };
const createSchema = (uri: typeof anyUri) =>
	z.object({
		name: text(longestName),
		redirect_uris: z.array(uri).max(mostRedirectUris).nullish(),
		...flags,
	});
const updateSchema = (uri: typeof anyUri) => createSchema(uri).partial();

const image = z
	.string()
	.max(largestImage)
	.regex(/^(data:image\/\w+;base64,)?[\w+/-]+=*$/, 'INVALID_BASE64_FORMAT')
	.nullish();
const botSchema = z.object({
	username: text(32, 1, 'USERNAME_LENGTH_INVALID')
		.refine((name) => /^\w+$/.test(name), 'USERNAME_INVALID_CHARACTERS')
		.refine((name) => !/^(everyone|here)$/i.test(name), 'USERNAME_RESERVED_VALUE')
		.refine((name) => !/fluxer/i.test(name), 'USERNAME_CANNOT_CONTAIN_RESERVED_TERMS')
		.optional(),
	discriminator: z
		.union([z.string(), z.number()])
		.transform(String)
		.refine((digits) => /^\d{1,4}$/.test(digits), 'DISCRIMINATOR_INVALID_FORMAT')
		.optional(),
	avatar: image,
	banner: image,
	bio: text(1024, 0).nullish(),
	bot_flags: z.number().int().nonnegative().max(2_147_483_647).optional(),
});

/**
 * The applications of a user: for user sessions only, but for the public view. Secrets are shown by Create and the
 * resets alone, and a reset or a deletion asks for sudo (servers of February and July 2026, observed).
 */
export function addApplicationRoutes(api: FastifyInstance, state: () => FluxerState): void {
	const limited = (bucket: Parameters<typeof limit>[1]) => ({ preHandler: limit(state, bucket) });

	const listOwned = (request: FastifyRequest): object[] => {
		const user = sessionUser(state(), request);
		return state()
			.applications.ownedBy(user.id)
			.map((application) => formatApplication(state(), application));
	};
	// Since July this answers a bot too, with one object in place of the list (observed); the other refuses bots.
	api.get('/oauth2/applications/@me', limited('list'), async (request) => {
		const caller = callerOf(state(), request);
		if (state().isJuly && caller?.kind === 'bot') return formatBotApplication(state(), caller.application);
		return listOwned(request);
	});
	api.get('/users/@me/applications', limited('list'), async (request) => listOwned(request));

	api.post('/oauth2/applications', limited('create'), async (request) => {
		const { id: ownerId } = sessionUser(state(), request);
		requireCaptcha(state(), request);
		const fields = read(createSchema(state().isJuly ? ipUri : localUri), jsonOf(request));
		const { applications, settings } = state();
		if (applications.ownedBy(ownerId).length >= settings.applicationsMost) {
			throw new ApiRefusal(400, 'MAX_APPLICATIONS');
		}
		const application = applications.create({
			ownerId,
			name: fields.name,
			redirectUris: fields.redirect_uris ?? [],
			botPublic: fields.bot_public ?? true,
			botRequireCodeGrant: fields.bot_require_code_grant ?? false,
		});
		return formatApplication(state(), application, { clientSecret: true, botToken: true });
	});

	api.get('/oauth2/applications/:id', limited('list'), async (request) => {
		const application = ownedBy(state(), sessionUser(state(), request), idOf(request));
		return formatApplication(state(), application);
	});

	api.get('/oauth2/applications/:id/public', limited('list'), async (request) => {
		const application = state().applications.find(idOf(request));
		if (!application) throw unknownApplication();
		const caller = callerOf(state(), request);
		return formatPublic(state(), application, caller?.kind === 'session' ? caller.user : undefined);
	});

	api.patch('/oauth2/applications/:id', limited('update'), async (request) => {
		const user = sessionUser(state(), request);
		const id = idOf(request);
		const fields = read(updateSchema(state().isJuly ? ipUri : anyUri), jsonOf(request));
		const application = ownedBy(state(), user, id);
		application.name = fields.name ?? application.name;
		application.botPublic = fields.bot_public ?? application.botPublic;
		application.botRequireCodeGrant = fields.bot_require_code_grant ?? application.botRequireCodeGrant;
		if (fields.redirect_uris !== undefined) application.redirectUris = unique(fields.redirect_uris ?? []);
		return formatApplication(state(), application);
	});

	api.patch('/oauth2/applications/:id/bot', limited('update'), async (request) => {
		const user = sessionUser(state(), request);
		const id = idOf(request);
		const fields = read(botSchema, jsonOf(request));
		const application = ownedBy(state(), user, id);
		updateBot(state(), application, fields);
		return formatProfile(state(), application);
	});

	api.delete('/oauth2/applications/:id', limited('delete'), async (request, reply) => {
		state().applications.delete(provenOwned(state(), request, reply));
		return await reply.code(204).send();
	});

	api.post('/oauth2/applications/:id/client-secret/reset', limited('reset'), async (request, reply) => {
		const application = provenOwned(state(), request, reply);
		application.clientSecret = newSecret();
		return formatWithNewSecret(application);
	});

	api.post('/oauth2/applications/:id/bot/reset-token', limited('reset'), async (request, reply) => {
		const application = provenOwned(state(), request, reply);
		application.bot.secret = newSecret();
		return { token: botToken(application), bot: formatBot(state(), application) };
	});
}

function ownedBy({ applications }: FluxerState, user: User, id: string): Application {
	const application = applications.find(id);
	if (!application) throw unknownApplication();
	if (application.ownerId !== user.id) throw accessDenied();
	return application;
}

/** As `ownedBy`, after sudo: without it nobody learns whether the application exists. */
function provenOwned(state: FluxerState, request: FastifyRequest, reply: FastifyReply): Application {
	const user = sessionUser(state, request);
	const id = idOf(request);
	requireSudo(state, user, request, reply);
	return ownedBy(state, user, id);
}

/** Nobody gets past it here: that takes a person in the web app. */
function requireCaptcha({ settings }: FluxerState, { headers }: FastifyRequest): void {
	if (!settings.captcha) return;
	throw new ApiRefusal(400, headers['x-captcha-token'] ? 'INVALID_CAPTCHA' : 'CAPTCHA_REQUIRED');
}

function updateBot(state: FluxerState, application: Application, fields: z.output<typeof botSchema>): void {
	const { bot } = application;
	const { discriminator } = fields;
	if (discriminator !== undefined && Number(discriminator) !== Number(bot.discriminator)) {
		throw invalidFields([{ path: 'discriminator', code: 'BOT_DISCRIMINATOR_CANNOT_BE_CHANGED' }]);
	}
	const images = ['avatar', 'banner'] as const;
	for (const path of images) {
		if (fields[path] && !isImage(fields[path])) throw invalidFields([{ path, code: 'INVALID_IMAGE_FORMAT' }]);
	}
	if (fields.username !== undefined && fields.username !== bot.username) {
		rename(state, application, fields.username);
	}
	bot.flags = fields.bot_flags === undefined ? bot.flags : fields.bot_flags & effectiveFlags;
	for (const path of images) if (fields[path] !== undefined) bot[path] = hashOf(fields[path]);
	if (fields.bio !== undefined) bot.bio = fields.bio;
}

/** A new name comes with a new discriminator (July 2026, observed). */
function rename({ isJuly, limits, settings }: FluxerState, { id, bot }: Application, username: string): void {
	if (isJuly && limits.take(`bot ${id} rename`, settings.renameLimit, 3 * 3600).exceeded) {
		throw invalidFields([{ path: 'username', code: 'USERNAME_CHANGED_TOO_MANY_TIMES' }]);
	}
	bot.username = username;
	bot.discriminator = newDiscriminator(bot.discriminator);
}

/** By how the formats begin: PNG, GIF, JPEG and WebP. */
function isImage(base64: string): boolean {
	const bytes = Buffer.from(base64.replace(/^data:[^,]*,/, ''), 'base64').toString('latin1');
	return /^(\x89PNG\r\n|GIF8|\xff\xd8\xff|RIFF[^]{4}WEBP)/.test(bytes);
}

function hashOf(given: string | null): string | null {
	return given && createHash('md5').update(given).digest('hex').slice(0, 8);
}

function isLocal(protocol: string, hostname: string): boolean {
	return protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|(.*\.)?localhost)$/i.test(hostname);
}
