import type { FastifyInstance } from 'fastify';

import { createPlatformClient, permissions, type PlatformClient } from './clients';
import { recordNotFound, refusal } from './errors';
import { requireClient, requireRole, requireSignedOrganization } from './guards';
import { success } from './keys';
import { type CalComState, randomId } from './state';
import { isBoolean, isListOf, isString, isStringList, jsonOf, type Rules, validated } from './validation';

const optionalText = { optional: true, checks: [isString] };
const optionalFlag = { optional: true, checks: [isBoolean] };

const common: Rules = {
	logo: optionalText,
	bookingRedirectUri: optionalText,
	bookingCancelRedirectUri: optionalText,
	bookingRescheduleRedirectUri: optionalText,
	areEmailsEnabled: optionalFlag,
	areDefaultEventTypesEnabled: optionalFlag,
	areCalendarEventsEnabled: optionalFlag,
};
const creation: Rules = {
	...common,
	name: { checks: [isString] },
	redirectUris: { checks: isStringList },
	permissions: { checks: [isListOf([...permissions, '*'])] },
};
/** Permissions cannot be changed: the field is dropped without a word. */
const change: Rules = {
	...common,
	name: optionalText,
	redirectUris: { optional: true, checks: isStringList },
};

/**
 * `/oauth-clients`: the OAuth clients of an organization on the platform plan. Every answer but the first shows the
 * secret. List and creation take the organization from what signs, which an API key of the settings does not tell: 401
 * (API v2 of July 2026, observed).
 */
export function addPlatformClientRoutes(api: FastifyInstance, state: () => CalComState): void {
	api.post('/oauth-clients', async (request, reply) => {
		const organizationId = requireSignedOrganization(requireRole(state(), request, ['ADMIN', 'OWNER']));
		if (!state().organizations.get(organizationId)?.isSubscribed) {
			throw refusal(400, 'Team is not subscribed to platform plan, cannot create an OAuth Client.');
		}
		const input = validated<PlatformClient>(jsonOf(request), creation);
		const wanted = input.permissions.includes('*') ? permissions : input.permissions;
		const client = createPlatformClient({
			...input,
			permissions: permissions.filter((permission) => wanted.includes(permission)),
			id: randomId('client'),
			organizationId,
			createdAt: state().now(),
		});
		state().platformClients.set(client.id, client);
		return await reply.code(201).send(success({ clientId: client.id, clientSecret: client.secret }));
	});

	api.get('/oauth-clients', async (request) => {
		const caller = requireRole(state(), request, ['ADMIN', 'OWNER', 'MEMBER']);
		const organizationId = requireSignedOrganization(caller);
		const clients = [...state().platformClients.values()];
		return success(clients.filter((client) => client.organizationId === organizationId).map(format));
	});

	api.get('/oauth-clients/:clientId', async (request) =>
		success(format(requireClient(state(), request, ['ADMIN', 'OWNER', 'MEMBER']))),
	);

	api.patch('/oauth-clients/:clientId', async (request) => {
		const client = requireClient(state(), request, ['ADMIN', 'OWNER']);
		return success(format(Object.assign(client, validated(jsonOf(request), change))));
	});

	api.delete('/oauth-clients/:clientId', async (request) => {
		const client = requireClient(state(), request, ['ADMIN', 'OWNER']);
		await state().whenAllHaveRead(`client ${client.id}`);
		if (!state().platformClients.has(client.id)) throw recordNotFound();
		state().removePlatformClient(client);
		return success(format(client));
	});
}

function format({ createdAt, ...client }: PlatformClient): object {
	return { ...client, createdAt: new Date(createdAt).toISOString() };
}
