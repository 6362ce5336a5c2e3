import { createHash } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { type Application, botToken, newSecret, unique } from './applications';
import { sessionUser } from './authentication';
import { jsonOf } from './bodies';
import { idOf, read, text, url } from './fields';
import { formatApplication, formatBot, formatProfile, formatPublic, formatWithNewSecret } from './formats';
import { limit } from './limits';
import { accessDenied, invalidFields, unknownApplication } from './refusals';
import type { FluxerState } from './state';
import { requireSudo } from './sudo';
import type { User } from './users';

const largestImage = 14_000_000;
const longestName = 100;
const mostRedirectUris = 10;

/** Creating takes plain HTTP for this machine only; an update takes it for any host (Fluxer source). */
const createUri = url(({ protocol, hostname }) => protocol === 'https:' || isLocal(protocol, hostname));
const updateUri = url(({ protocol }) => protocol === 'https:' || protocol === 'http:');
const flags = { bot_public: z.boolean().optional(), bot_require_code_grant: z.boolean().optional() };
const createSchema = z.object({
	name: text(longestName),
	redirect_uris: z.array(createUri).max(mostRedirectUris).nullish(),
	...flags,
});
const updateSchema = z.object({
	name: text(longestName).optional(),
	redirect_uris: z.array(updateUri).max(mostRedirectUris).nullish(),
	...flags,
});

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

/** The applications of a user: for user sessions only, but for the public view. */
export function addApplicationRoutes(api: FastifyInstance, state: () => FluxerState): void {
	const limited = (bucket: Parameters<typeof limit>[1]) => ({ preHandler: limit(state, bucket) });

	for (const path of ['/oauth2/applications/@me', '/users/@me/applications']) {
		api.get(path, limited('list'), async (request) => {
			const user = sessionUser(state(), request);
			const owned = state().applications.all();
			return owned
				.filter(({ ownerId }) => ownerId === user.id)
				.map((application) => formatApplication(state(), application));
		});
	}

	api.post('/oauth2/applications', limited('create'), async (request) => {
		const { id: ownerId } = sessionUser(state(), request);
		const fields = read(createSchema, jsonOf(request));
		const application = state().applications.create({
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
		return formatPublic(state(), application);
	});

	api.patch('/oauth2/applications/:id', limited('update'), async (request) => {
		const user = sessionUser(state(), request);
		const id = idOf(request);
		const fields = read(updateSchema, jsonOf(request));
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
		updateBot(application, fields);
		return formatProfile(application);
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

function updateBot({ bot }: Application, fields: z.output<typeof botSchema>): void {
	const { discriminator } = fields;
	if (discriminator !== undefined && Number(discriminator) !== Number(bot.discriminator)) {
		throw invalidFields([{ path: 'discriminator', code: 'BOT_DISCRIMINATOR_CANNOT_BE_CHANGED' }]);
	}
	bot.username = fields.username ?? bot.username;
	bot.flags = fields.bot_flags ?? bot.flags;
	if (fields.avatar !== undefined) bot.avatar = hashOf(fields.avatar);
	if (fields.banner !== undefined) bot.banner = hashOf(fields.banner);
	if (fields.bio !== undefined) bot.bio = fields.bio;
}

function hashOf(given: string | null): string | null {
	return given && createHash('md5').update(given).digest('hex').slice(0, 8);
}

function isLocal(protocol: string, hostname: string): boolean {
	return protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|(.*\.)?localhost)$/i.test(hostname);
}
