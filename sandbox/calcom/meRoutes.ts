import type { FastifyInstance } from 'fastify';

import { authenticate } from './authentication';
import { requireProfileRead } from './guards';
import { success } from './keys';
import type { CalComState } from './state';

/** `GET /me`: whoever is calling, by API key, access token of either flow, or client credentials. */
export function addMeRoutes(api: FastifyInstance, state: () => CalComState): void {
	api.get('/me', async (request) => {
		const caller = authenticate(state(), request);
		requireProfileRead(state(), caller);
		const { user } = caller;
		const organization = state().organizations.get(user.organizationId ?? 0);
		return success({
			id: user.id,
			username: user.username,
			email: user.email,
			name: user.name,
			avatarUrl: user.avatarUrl,
			bio: user.bio,
			timeFormat: user.timeFormat,
			defaultScheduleId: user.defaultScheduleId,
			weekStart: user.weekStart,
			timeZone: user.timeZone,
			organizationId: user.organizationId,
			...(organization && { organization: { isPlatform: organization.isPlatform, id: organization.id } }),
		});
	});
}
