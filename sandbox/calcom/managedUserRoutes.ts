import type { FastifyInstance, FastifyRequest } from 'fastify';

import { paramOf } from '../shared/fields';
import type { PlatformClient } from './clients';
import { ApiError, PlainFailure, recordExists, recordNotFound, refusal } from './errors';
import { requireManagingClient } from './guards';
import { formatKeys, success } from './keys';
import {
	changeManagedUser,
	formatManagedUser,
	managedEmail,
	managedUserFields,
	type ManagedUserInput,
} from './managedUsers';
import type { CalComState } from './state';
import {
	isBetween,
	isIn,
	isNumber,
	isObject,
	isString,
	isTimeZone,
	isUrl,
	jsonOf,
	type Rules,
	validated,
} from './validation';
import type { User } from './users';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const locales =
	'ar ca de es eu he id ja lv pl ro sr th vi az cs el es-419 fi hr it km nl pt ru sv tr zh-CN bg da en et fr hu iw ko no pt-BR sk ta uk zh-TW'.split(
		' ',
	);

const common: Rules = {
	timeFormat: { optional: true, checks: [isIn([12, 24])] },
	weekStart: { optional: true, checks: [isIn(weekdays), isString] },
	timeZone: { optional: true, checks: [isTimeZone] },
	locale: { optional: true, checks: [isIn(locales)] },
	avatarUrl: { optional: true, checks: [isUrl] },
	bio: { optional: true, checks: [isString] },
	metadata: { optional: true, checks: [isObject] },
};
const creation: Rules = { email: { checks: [isString] }, name: { checks: [isString] }, ...common };
const change: Rules = {
	email: { optional: true, checks: [isString] },
	name: { optional: true, checks: [isString] },
	defaultScheduleId: { optional: true, checks: [isNumber] },
	...common,
};
const paging: Rules = {
	limit: { optional: true, checks: isBetween(1, 250) },
	offset: { optional: true, checks: isBetween(0, Infinity).slice(0, 2) },
};
const defaultLimit = 50;

/** A user whom a client manages from now on, with the user's first pair of tokens. */
export function createManagedUser(current: CalComState, client: PlatformClient, input: ManagedUserInput) {
	const user = current.users.add(managedUserFields(client, input), current.now());
	// Cal.com gives a user a schedule of office hours, but only one whose time zone it was told.
	if (input.timeZone) user.defaultScheduleId = user.id;
	const pair = current.tokens.issue({ flow: 'platform', clientId: client.id, userId: user.id });
	return { user, pair };
}

/**
 * `/oauth-clients/{clientId}/users`: the users a platform client manages, and new tokens for one of them. An invalid
 * address is 400 `TRPCError`, one of somebody else 409, an ID beyond 2^31 a plain 500, and the second of two deletions
 * at once 404 (API v2 of July 2026, observed).
 */
export function addManagedUserRoutes(api: FastifyInstance, state: () => CalComState): void {
	const users = '/oauth-clients/:clientId/users';

	api.get(users, async (request) => {
		const client = requireManagingClient(state(), request);
		const { limit = defaultLimit, offset = 0, emails } = pageOf(request, client);
		const found = state()
			.users.managedBy(client.id)
			.filter(({ email }) => !emails || emails.includes(email));
		return success(found.slice(offset, offset + limit).map(formatManagedUser));
	});

	api.post(users, async (request, reply) => {
		const client = requireManagingClient(state(), request);
		const current = state();
		const input = validated<ManagedUserInput>(jsonOf(request), creation);
		checkEmail(input.email);
		const { email } = managedUserFields(client, input);
		const existing = current.users.find(email);
		if (existing) {
			const message = `User with the provided e-mail already exists. Existing user ID=${existing.id}`;
			throw refusal(409, message);
		}
		await current.whenAllHaveRead(`address ${email}`);
		if (current.users.find(email)) throw recordExists();
		const { user, pair } = createManagedUser(current, client, input);
		return await reply.code(201).send(success({ user: formatManagedUser(user), ...formatKeys(pair) }));
	});

	api.get(`${users}/:userId`, async (request) => success(formatManagedUser(find(state(), request).user)));

	api.patch(`${users}/:userId`, async (request) => {
		const { client, user } = find(state(), request, change);
		const input = validated<Partial<ManagedUserInput>>(jsonOf(request), change);
		if (input.email) {
			checkEmail(input.email);
			const taken = state().users.find(managedEmail(client.id, input.email));
			if (taken && taken !== user) throw recordExists();
		}
		changeManagedUser(user, client.id, input);
		return success(formatManagedUser(user));
	});

	api.delete(`${users}/:userId`, async (request) => {
		const { user } = find(state(), request);
		await state().whenAllHaveRead(`user ${user.id}`);
		if (!state().users.withId(user.id)) throw recordNotFound();
		state().users.remove(user);
		state().tokens.revoke({ userId: user.id });
		return success(formatManagedUser(user));
	});

	api.post(`${users}/:userId/force-refresh`, { config: { token: true } }, async (request) => {
		const { client, user } = find(state(), request);
		const { tokens, instruments } = state();
		const owner = { flow: 'platform', clientId: client.id, userId: user.id } as const;
		await state().whenAllHaveRead(`tokens of ${user.id}`);
		tokens.revoke(owner);
		instruments.recorder.count('refreshes');
		return success(formatKeys(tokens.issue(owner)));
	});
}

/** The database counts no further. */
const largestId = 2 ** 31 - 1;

const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

/** What the API lets through, and what it is built upon refuses without naming a field. */
function checkEmail(email: string): void {
	if (isEmail(email)) return;
	throw new ApiError(400, 'Bad request: Please check your request data and try again', 'TRPCError');
}

/** The managed user in the path. A body is checked before the user is looked for. */
function find(
	state: CalComState,
	request: FastifyRequest,
	body?: Rules,
): { client: PlatformClient; user: User } {
	const client = requireManagingClient(state, request);
	const userId = paramOf(request, 'userId');
	if (!/^-?\d+$/.test(userId)) throw refusal(400, 'Validation failed (numeric string is expected)');
	if (Number(userId) > largestId) throw new PlainFailure();
	if (body) validated(jsonOf(request), body);
	const user = state.users.withId(Number(userId));
	if (user?.managedBy === client.id) return { client, user };
	throw refusal(404, `User with ID ${userId} is not part of this OAuth client.`);
}

function pageOf(
	request: FastifyRequest,
	client: PlatformClient,
): { limit?: number; offset?: number; emails?: string[] } {
	const query = request.query as Record<string, string | undefined>;
	const emails = query.emails?.split(',').map((email) => {
		const trimmed = email.trim();
		if (!isEmail(trimmed)) throw refusal(400, `Invalid email ${trimmed}`);
		return managedEmail(client.id, trimmed);
	});
	const numbers = Object.entries(query)
		.filter(([name]) => name in paging)
		.map(([name, value]) => [name, Number(value)]);
	return { ...validated<object>(Object.fromEntries(numbers), paging), emails };
}
