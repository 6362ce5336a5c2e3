import type { FastifyRequest } from 'fastify';

import { paramOf } from '../shared/fields';
import type { Role } from './accounts';
import { authenticate, type Caller } from './authentication';
import type { PlatformClient } from './clients';
import { recordNotFound, refusal } from './errors';
import type { CalComState } from './state';

/** The caller, if they hold one of `roles` in an organization with the platform plan; else 403. */
export function requireRole(state: CalComState, request: FastifyRequest, roles: Role[]): Caller {
	const caller = authenticate(state, request);
	checkRole(state, caller, roles);
	return caller;
}

/** The client in the path, if the caller may use it; the OAuth client routes ask for the role first. */
export function requireClient(state: CalComState, request: FastifyRequest, roles: Role[]): PlatformClient {
	return ownedClient(state, request, requireRole(state, request, roles));
}

/** The same for the managed user routes, which ask for the client first. */
export function requireManagingClient(state: CalComState, request: FastifyRequest): PlatformClient {
	const caller = authenticate(state, request);
	const client = ownedClient(state, request, caller);
	checkRole(state, caller, ['ADMIN', 'OWNER']);
	return client;
}

/** The organization that a request was signed for, whoever it was signed by; API keys mostly carry none. */
export function requireSignedOrganization({ signedOrganizationId }: Caller): number {
	if (signedOrganizationId) return signedOrganizationId;
	throw refusal(401, 'GetOrgId decorator: Organization ID not found');
}

/** Refuses the tokens that users gave a client with scopes, where no scope opens an endpoint (Cal.com API v2 source). */
export function refuseThirdParties({ token }: Caller): void {
	if (token?.flow !== 'oauth2' || token.scopes.length === 0) return;
	throw refusal(403, 'insufficient_scope: this endpoint is not available for third-party OAuth tokens');
}

/** Refuses an access token that may not read profiles: a platform client has permissions, an OAuth2 token scopes. */
export function requireProfileRead({ platformClients }: CalComState, { token }: Caller): void {
	if (!token) return;
	if (token.flow === 'platform') {
		const client = platformClients.get(token.clientId);
		if (client?.permissions.includes('PROFILE_READ')) return;
		const remedy = 'Go to platform dashboard settings and add the required permissions to the oAuth client.';
		throw refusal(
			403,
			`PermissionsGuard - oAuth client with id=${token.clientId} does not have the required permissions=PROFILE_READ. ${remedy}`,
		);
	}
	if (token.scopes.length === 0 || token.scopes.includes('PROFILE_READ')) return;
	const held = token.scopes.join(', ');
	throw refusal(
		403,
		`insufficient_scope: token does not have the required scopes. Required: PROFILE_READ. Token has: ${held}`,
	);
}

function checkRole({ organizations }: CalComState, { user, organizationId }: Caller, roles: Role[]): void {
	const refuse = (reason: string): Error => refusal(403, `OrganizationRolesGuard - ${reason}`);
	if (organizationId === null) throw refuse('No organization associated with the user.');
	if (!organizations.get(organizationId)?.isPlatform) throw refuse('Organization is not a platform (SHP).');
	if (user.membership === 'ended') throw recordNotFound();
	if (user.membership === 'invited') throw refuse('User has not accepted membership in the organization.');
	if (!roles.includes(user.role)) throw refuse(`User must have one of the roles: ${roles.join(', ')}.`);
}

function ownedClient(
	{ platformClients }: CalComState,
	request: FastifyRequest,
	{ organizationId }: Caller,
): PlatformClient {
	const clientId = paramOf(request, 'clientId');
	if (organizationId === null) {
		throw refusal(403, 'OAuthClientGuard - No organization associated with the user.');
	}
	const client = platformClients.get(clientId);
	if (!client) throw refusal(404, 'OAuthClientGuard - OAuth client not found.');
	if (client.organizationId === organizationId) return client;
	throw refusal(
		403,
		`OAuthClientGuard - forbidden. oAuth client with id=${clientId} does not belong to the organization with id=${organizationId}.`,
	);
}
